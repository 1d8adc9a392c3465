"""Countries and peoples: which adjective belongs to which place, as an explicit table.

Comparing beginnings would take Austria for Australia, Niger for Nigeria and Slovakia for Slovenia.
"""

from __future__ import annotations

from broadsheet.text.words import words

# A place, other names of it after commas, then what is said of it and its people.
_TABLE = """
Afghanistan: Afghan, Afghans
Africa: African, Africans
Albania: Albanian, Albanians
Algeria: Algerian, Algerians
Argentina: Argentine, Argentines, Argentinian, Argentinians
Armenia: Armenian, Armenians
Asia: Asian, Asians
Australia: Australian, Australians, Aussie
Austria: Austrian, Austrians
Azerbaijan: Azerbaijani, Azerbaijanis
Bangladesh: Bangladeshi, Bangladeshis
Belarus: Belarusian, Belarusians
Belgium: Belgian, Belgians
Bolivia: Bolivian, Bolivians
Bosnia and Herzegovina, Bosnia: Bosnian, Bosnians
Brazil: Brazilian, Brazilians
Bulgaria: Bulgarian, Bulgarians
Cambodia: Cambodian, Cambodians
Canada: Canadian, Canadians
Chile: Chilean, Chileans
China: Chinese
Colombia: Colombian, Colombians
Croatia: Croatian, Croatians, Croat, Croats
Cuba: Cuban, Cubans
Cyprus: Cypriot, Cypriots
Czech Republic, Czechia: Czech, Czechs
Denmark: Danish, Dane, Danes
Dominican Republic: Dominican, Dominicans
Ecuador: Ecuadorian, Ecuadorians, Ecuadorean
Egypt: Egyptian, Egyptians
England: English, Englishman, Englishwoman
Estonia: Estonian, Estonians
Ethiopia: Ethiopian, Ethiopians
Europe: European, Europeans
Finland: Finnish, Finn, Finns
France: French, Frenchman, Frenchwoman
Georgia: Georgian, Georgians
Germany: German, Germans
Ghana: Ghanaian, Ghanaians
Greece: Greek, Greeks
Hungary: Hungarian, Hungarians
Iceland: Icelandic, Icelander, Icelanders
India: Indian, Indians
Indonesia: Indonesian, Indonesians
Iran: Iranian, Iranians
Iraq: Iraqi, Iraqis
Ireland: Irish, Irishman, Irishwoman
Israel: Israeli, Israelis
Italy: Italian, Italians
Jamaica: Jamaican, Jamaicans
Japan: Japanese
Jordan: Jordanian, Jordanians
Kazakhstan: Kazakh, Kazakhs, Kazakhstani
Kenya: Kenyan, Kenyans
Kuwait: Kuwaiti, Kuwaitis
Laos: Laotian, Laotians, Lao
Latvia: Latvian, Latvians
Lebanon: Lebanese
Libya: Libyan, Libyans
Lithuania: Lithuanian, Lithuanians
Luxembourg: Luxembourgish, Luxembourger, Luxembourgers
Malaysia: Malaysian, Malaysians
Malta: Maltese
Mexico: Mexican, Mexicans
Moldova: Moldovan, Moldovans
Mongolia: Mongolian, Mongolians
Morocco: Moroccan, Moroccans
Myanmar, Burma: Burmese
Nepal: Nepali, Nepalis, Nepalese
Netherlands, Holland: Dutch, Dutchman, Dutchwoman
New Zealand: New Zealander, New Zealanders, Kiwi
Niger: Nigerien, Nigeriens
Nigeria: Nigerian, Nigerians
North Korea: North Korean, North Koreans
Norway: Norwegian, Norwegians
Oman: Omani, Omanis
Pakistan: Pakistani, Pakistanis
Palestine: Palestinian, Palestinians
Peru: Peruvian, Peruvians
Philippines: Philippine, Filipino, Filipinos, Filipina
Poland: Polish, Pole, Poles
Portugal: Portuguese
Qatar: Qatari, Qataris
Romania: Romanian, Romanians
Russia, Russian Federation: Russian, Russians
Saudi Arabia: Saudi, Saudis, Saudi Arabian
Scotland: Scottish, Scot, Scots
Senegal: Senegalese
Serbia: Serbian, Serbians, Serb, Serbs
Singapore: Singaporean, Singaporeans
Slovakia: Slovak, Slovaks, Slovakian
Slovenia: Slovenian, Slovenians, Slovene, Slovenes
Somalia: Somali, Somalis
South Africa: South African, South Africans
South Korea, Korea: Korean, Koreans, South Korean, South Koreans
Spain: Spanish, Spaniard, Spaniards
Sri Lanka: Sri Lankan, Sri Lankans
Sudan: Sudanese
Sweden: Swedish, Swede, Swedes
Switzerland: Swiss
Syria: Syrian, Syrians
Taiwan: Taiwanese
Tanzania: Tanzanian, Tanzanians
Thailand: Thai, Thais
Tunisia: Tunisian, Tunisians
Turkey, Türkiye: Turkish, Turk, Turks
Uganda: Ugandan, Ugandans
Ukraine: Ukrainian, Ukrainians
United Arab Emirates, UAE, Emirates: Emirati, Emiratis
United Kingdom, UK, Britain, Great Britain: British, Briton, Britons
United States, US, U.S., USA, America: American, Americans
Uruguay: Uruguayan, Uruguayans
Uzbekistan: Uzbek, Uzbeks
Venezuela: Venezuelan, Venezuelans
Vietnam: Vietnamese
Wales: Welsh, Welshman, Welshwoman
Yemen: Yemeni, Yemenis
Zambia: Zambian, Zambians
Zimbabwe: Zimbabwean, Zimbabweans
"""


def _key(name: str) -> str:
    folded = words(name)
    return " ".join(folded[1:] if folded[:1] == ["the"] else folded)


def _read_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        places, _, peoples = line.partition(": ")
        names = [_key(name) for name in (*places.split(", "), *peoples.split(", "))]
        table.update(dict.fromkeys(names, names[0]))
    return table


_PLACES = _read_table()


def place_of(name: str) -> str | None:
    """Return the place a name, an adjective or a people stands for, folded; None for any other.

    "Austrian", "Austrians" and "Austria" all give "austria"; "the U.S." gives "united states".
    """
    return _PLACES.get(_key(name))
