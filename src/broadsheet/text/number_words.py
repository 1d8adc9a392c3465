"""Number words, scale words and separators, per language."""

from __future__ import annotations

from decimal import Decimal

from broadsheet.text.quantity_lexicon import LEXICON

_EN_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS_EN = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_DE_SMALL = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_TENS_DE = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_FR_SMALL = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
_ES_SMALL = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
]


def _counted(words: list[str], first: int = 0, step: int = 1) -> dict[str, int]:
    return {word: first + step * n for n, word in enumerate(words)}


def _german() -> dict[str, int]:
    """Return German cardinals below a million as far as they are written in one word."""
    ones = {word: n for n, word in enumerate(_DE_SMALL) if 0 < n < 10} | {"ein": 1}
    words = _counted(_DE_SMALL) | _counted(_TENS_DE, 20, 10)
    for tens, ten in _counted(_TENS_DE, 20, 10).items():
        words |= {f"{one}und{tens}": ten + n for one, n in ones.items() if one != "eins"}
    words |= {f"{one}hundert": 100 * n for one, n in ones.items()} | {"hundert": 100}
    thousands = {
        f"{word}tausend": 1000 * n for word, n in words.items() if 0 < n <= 900 and word != "eins"
    }
    return words | thousands | {"tausend": 1000}


# Words with a value of their own; a run of them adds up ("twenty-eight", "two hundred and six").
SMALL: dict[str, dict[str, int]] = {
    "en": _counted(_EN_SMALL) | _counted(_TENS_EN, 20, 10) | {"dozen": 12},
    "de": _german() | {"dutzend": 12},
    "fr": _counted(_FR_SMALL)
    | {"dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt": 20, "trente": 30, "quarante": 40,
       "cinquante": 50, "soixante": 60, "quatre-vingts": 80, "douzaine": 12},
    "es": _counted(_ES_SMALL)
    | {"veinticinco": 25, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60,
       "setenta": 70, "ochenta": 80, "noventa": 90, "docena": 12},
}  # fmt: skip

# "One" and its like count only before a noun; on their own they are pronouns or articles.
SINGLE: dict[str, frozenset[str]] = {
    "en": frozenset({"one"}),
    "de": frozenset({"eins", "null", "zehn"}) - {"zehn"},
    "fr": frozenset({"un", "six"}) - {"six"},
    "es": frozenset({"uno"}),
}

_K = Decimal(1000)
_M = Decimal(10) ** 6
_BN = Decimal(10) ** 9
_TN = Decimal(10) ** 12

# Words that multiply what stands before them.
SCALES: dict[str, dict[str, Decimal]] = {
    "en": {"hundred": Decimal(100), "thousand": _K, "million": _M, "millions": _M, "billion": _BN,
           "billions": _BN, "trillion": _TN, "quadrillion": _TN * _K, "lakh": _K * 100,
           "lakhs": _K * 100, "lac": _K * 100, "lacs": _K * 100, "crore": _M * 10,
           "crores": _M * 10, "dozen": Decimal(12)},
    "de": {"hundert": Decimal(100), "tausend": _K, "tsd": _K, "mio": _M, "mill": _M, "million": _M,
           "millionen": _M, "mrd": _BN, "milliarde": _BN, "milliarden": _BN, "billion": _TN,
           "billionen": _TN, "bio": _TN, "dutzend": Decimal(12)},
    "fr": {"cent": Decimal(100), "cents": Decimal(100), "mille": _K, "million": _M, "millions": _M,
           "milliard": _BN, "milliards": _BN, "billion": _TN, "billions": _TN, "md": _BN,
           "mds": _BN, "mdr": _BN},
    "es": {"cien": Decimal(100), "mil": _K, "millón": _M, "millones": _M, "millardo": _BN,
           "millardos": _BN, "billón": _TN, "billones": _TN, "mill": _M, "mdd": _M},
}  # fmt: skip

# Abbreviations of every language, glued to the digits or after a space.
SUFFIXES: dict[str, Decimal] = {
    "mn": _M, "mln": _M, "mio": _M, "bn": _BN, "bln": _BN, "mrd": _BN, "tn": _TN, "trn": _TN,
}  # fmt: skip
# Abbreviations that mean something else as often: only beside a currency, or with a noun after.
SHY_SUFFIXES: dict[str, Decimal] = {
    "k": _K, "m": _M, "b": _BN, "t": _TN, "mil": _M, "cr": _M * 10, "l": _K * 100,
}  # fmt: skip
CJK_SCALES: dict[str, Decimal] = {
    "万": _K * 10, "萬": _K * 10, "亿": _M * 100, "億": _M * 100, "兆": _TN,
}  # fmt: skip

# Fractions: what a denominator is worth.
FRACTIONS: dict[str, dict[str, Decimal]] = {
    "en": {"half": Decimal("0.5"), "halves": Decimal("0.5"), "third": Decimal(1) / 3,
           "thirds": Decimal(1) / 3, "quarter": Decimal("0.25"), "quarters": Decimal("0.25"),
           "fourth": Decimal("0.25"), "fifth": Decimal("0.2"), "fifths": Decimal("0.2"),
           "sixth": Decimal(1) / 6, "eighth": Decimal("0.125"), "tenth": Decimal("0.1"),
           "tenths": Decimal("0.1"), "fourths": Decimal("0.25")},
    "de": {"hälfte": Decimal("0.5"), "drittel": Decimal(1) / 3, "viertel": Decimal("0.25"),
           "fünftel": Decimal("0.2"), "zehntel": Decimal("0.1")},
    "fr": {"moitié": Decimal("0.5"), "tiers": Decimal(1) / 3, "quart": Decimal("0.25"),
           "quarts": Decimal("0.25"), "cinquième": Decimal("0.2"), "dixième": Decimal("0.1")},
    "es": {"mitad": Decimal("0.5"), "tercio": Decimal(1) / 3, "tercios": Decimal(1) / 3,
           "quinto": Decimal("0.2"), "décima": Decimal("0.1")},
}  # fmt: skip
SIGN_FRACTIONS: dict[str, Decimal] = {
    "½": Decimal("0.5"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3, "¼": Decimal("0.25"),
    "¾": Decimal("0.75"), "⅛": Decimal("0.125"), "⅕": Decimal("0.2"),
}  # fmt: skip

ARTICLES: dict[str, frozenset[str]] = {
    "en": frozenset({"a", "an"}),
    "de": frozenset({"ein", "eine", "einem", "einen", "einer"}),
    "fr": frozenset({"un", "une"}),
    "es": frozenset({"un", "una"}),
}
JOINERS: dict[str, str] = {"en": "and", "de": "und", "fr": "et", "es": "y"}
# What joins the ends of a range, and what must lead it when the joiner is an "and".
RANGE_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset({"to", "through"}),
    "de": frozenset({"bis"}),
    "fr": frozenset({"à"}),
    "es": frozenset({"a"}),
}
BETWEEN: dict[str, str] = {"en": "between", "de": "zwischen", "fr": "entre", "es": "entre"}
FROM: dict[str, str] = {"en": "from", "de": "von", "fr": "de", "es": "de"}
# Languages that write 1.400.000,5.
DECIMAL_COMMA = LEXICON["decimal_comma"]
# Languages that also group digits with plain spaces.
SPACED_GROUPS = LEXICON["spaced_groups"]
