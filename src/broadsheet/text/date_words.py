"""The words dates are written with: months, weekdays, counts and parts, per language."""

from __future__ import annotations

from collections.abc import Mapping

from broadsheet.text.listings import read_lists

# The numbers 1, 2, ... count the words of a list: months, weekdays (from Monday), counts.
_MONTHS = """
en: january february march april may june july august september october november december
de: januar februar märz april mai juni juli august september oktober november dezember
fr: janvier février mars avril mai juin juillet août septembre octobre novembre décembre
es: enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
"""
_SHORT_MONTHS: dict[str, dict[str, int]] = {
    "en": {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
           "sept": 9, "oct": 10, "nov": 11, "dec": 12},
    "de": {"jänner": 1, "feber": 2, "jan": 1, "feb": 2, "mrz": 3, "apr": 4, "jun": 6, "jul": 7,
           "aug": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "dez": 12},
    "fr": {"janv": 1, "févr": 2, "avr": 4, "juil": 7, "juill": 7, "sept": 9, "oct": 10, "nov": 11,
           "déc": 12},
    "es": {"setiembre": 9, "ene": 1, "feb": 2, "abr": 4, "jun": 6, "jul": 7, "ago": 8, "sep": 9,
           "sept": 9, "oct": 10, "nov": 11, "dic": 12},
}  # fmt: skip
_WEEKDAYS = """
en: monday tuesday wednesday thursday friday saturday sunday
de: montag dienstag mittwoch donnerstag freitag samstag sonntag
fr: lundi mardi mercredi jeudi vendredi samedi dimanche
es: lunes martes miércoles jueves viernes sábado domingo
"""
_SHORT_WEEKDAYS: dict[str, dict[str, int]] = {
    "en": {"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5,
           "sat": 6, "sun": 7},
    "de": {"sonnabend": 6},
}  # fmt: skip
_COUNTS = """
en: one two three four five six seven eight nine ten eleven twelve
de: ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf
fr: un deux trois quatre cinq six sept huit neuf dix onze douze
es: un dos tres cuatro cinco seis siete ocho nueve diez once doce
"""
_MORE_COUNTS: dict[str, dict[str, int]] = {
    "en": {"a": 1, "an": 1, "couple": 2, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30},
    "de": {"einem": 1, "einer": 1, "einen": 1, "eine": 1, "achtzehn": 18, "zwanzig": 20},
    "fr": {"une": 1, "quinze": 15, "dix-huit": 18, "vingt": 20},
    "es": {"una": 1, "quince": 15, "dieciocho": 18, "veinte": 20},
}


def _numbered(lists: str, more: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    return {
        language: {word: n for n, word in enumerate(words, 1)} | dict(more.get(language, {}))
        for language, words in read_lists(lists).items()
    }


MONTHS = _numbered(_MONTHS, _SHORT_MONTHS)
WEEKDAYS = _numbered(_WEEKDAYS, _SHORT_WEEKDAYS)
COUNTS = _numbered(_COUNTS, _MORE_COUNTS)

ORDINALS: dict[str, dict[str, int]] = {
    "en": {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3,
           "4th": 4},
    "de": {"erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "1": 1, "2": 2, "3": 3, "4": 4},
    "fr": {"premier": 1, "deuxième": 2, "second": 2, "troisième": 3, "quatrième": 4, "1er": 1,
           "2e": 2, "3e": 3, "4e": 4, "2ème": 2, "3ème": 3, "4ème": 4},
    "es": {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4, "1er": 1},
}  # fmt: skip

# A unit of time and the days or months it stands for.
UNITS: dict[str, dict[str, tuple[str, int]]] = {
    "en": {"day": ("days", 1), "week": ("days", 7), "fortnight": ("days", 14),
           "weekend": ("days", 7), "month": ("months", 1), "quarter": ("months", 3),
           "year": ("months", 12), "decade": ("months", 120)},
    "de": {"tag": ("days", 1), "tage": ("days", 1), "tagen": ("days", 1), "woche": ("days", 7),
           "wochen": ("days", 7), "monat": ("months", 1), "monate": ("months", 1),
           "monaten": ("months", 1), "monats": ("months", 1), "quartal": ("months", 3),
           "quartale": ("months", 3), "quartalen": ("months", 3), "jahr": ("months", 12),
           "jahre": ("months", 12), "jahren": ("months", 12), "jahres": ("months", 12),
           "jahrzehnt": ("months", 120)},
    "fr": {"jour": ("days", 1), "semaine": ("days", 7), "mois": ("months", 1),
           "trimestre": ("months", 3), "an": ("months", 12), "année": ("months", 12),
           "décennie": ("months", 120)},
    "es": {"día": ("days", 1), "semana": ("days", 7), "mes": ("months", 1), "mese": ("months", 1),
           "trimestre": ("months", 3), "año": ("months", 12), "década": ("months", 120)},
}  # fmt: skip

SEASONS: dict[str, dict[str, str]] = {
    "en": {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn",
           "winter": "winter"},
    "de": {"frühjahr": "spring", "frühling": "spring", "sommer": "summer", "herbst": "autumn",
           "winter": "winter"},
    "fr": {"printemps": "spring", "été": "summer", "automne": "autumn", "hiver": "winter"},
    "es": {"primavera": "spring", "verano": "summer", "otoño": "autumn", "invierno": "winter"},
}  # fmt: skip

# Words that move a phrase into the past, the present or the future.
STEPS: dict[str, dict[str, int]] = {
    "en": {"last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1},
    "de": {"vorletzte": -2, "letzte": -1, "vergangene": -1, "vorige": -1, "diese": 0,
           "laufende": 0, "nächste": 1, "kommende": 1, "übernächste": 2},
    "fr": {"ce": 0, "cet": 0, "cette": 0, "dernier": -1, "dernière": -1, "derniers": -1,
           "dernières": -1, "passé": -1, "passée": -1, "prochain": 1, "prochaine": 1,
           "prochains": 1, "prochaines": 1},
    "es": {"este": 0, "esta": 0, "actual": 0, "viene": 1, "pasado": -1, "pasada": -1, "último": -1,
           "última": -1, "últimos": -1, "últimas": -1, "próximo": 1, "próxima": 1, "próximos": 1,
           "próximas": 1},
}  # fmt: skip

DAYS: dict[str, dict[str, int]] = {
    "en": {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1},
    "de": {"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "übermorgen": 2},
    "fr": {"aujourd'hui": 0, "aujourd’hui": 0, "hier": -1, "avant-hier": -2, "demain": 1},
    "es": {"hoy": 0, "ayer": -1, "anteayer": -2, "mañana": 1},
}

PARTS: dict[str, dict[str, str]] = {
    "en": {"early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid",
           "late": "late", "end": "end", "close": "end"},
    "de": {"anfang": "early", "mitte": "mid", "ende": "end"},
    "fr": {"début": "early", "mi": "mid", "fin": "end"},
    "es": {"principios": "early", "comienzos": "early", "inicios": "early", "mediados": "mid",
           "finales": "end", "fines": "end"},
}  # fmt: skip
