"""The days of a month in words: "third", "twenty-first", "einunddreißigsten", "veintiuno"."""

from __future__ import annotations

_UNITS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    "de": "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte"
    " dreizehnte vierzehnte fünfzehnte sechzehnte siebzehnte achtzehnte neunzehnte zwanzigste",
    "fr": "premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
    " seize dix_sept dix_huit dix_neuf vingt",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
    " dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro"
    " veinticinco veintiséis veintisiete veintiocho veintinueve treinta treinta_y_uno",
}
_GERMAN_ONES = "ein zwei drei vier fünf sechs sieben acht neun"
_FRENCH_ONES = "et_un deux trois quatre cinq six sept huit neuf"


def _numbered(language: str) -> dict[str, int]:
    listed = _UNITS[language].split()
    days = {word.replace("_", " "): number for number, word in enumerate(listed, 1)}
    if language == "en":
        days |= {f"twenty {word}": 20 + number for number, word in enumerate(listed[:9], 1)}
        days |= {"thirtieth": 30, "thirty first": 31}
    elif language == "de":
        for number, word in enumerate(_GERMAN_ONES.split(), 1):
            days[f"{word}undzwanzigste"] = 20 + number
        days |= {"dreißigste": 30, "einunddreißigste": 31}
        days |= {f"{word}{end}": number for word, number in tuple(days.items()) for end in "nr"}
    elif language == "fr":
        for number, word in enumerate(_FRENCH_ONES.split(), 1):
            days[f"vingt {word.replace('_', ' ')}"] = 20 + number
        days |= {"trente": 30, "trente et un": 31}
    else:
        days["primero"] = 1
        days["primer"] = 1
    return days


DAY_NUMBERS: dict[str, dict[str, int]] = {language: _numbered(language) for language in _UNITS}
