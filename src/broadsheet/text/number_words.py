"""Number words, scale words, fractions and separators, per language."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from broadsheet.text.listings import read_lists

# Read in order: the ones from zero, then the tens from twenty.
_ONES = """
en: zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
de: null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn
    sechzehn siebzehn achtzehn neunzehn
fr: zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
    dix-sept dix-huit dix-neuf
es: cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
    dieciséis diecisiete dieciocho diecinueve
"""
_TENS = """
en: twenty thirty forty fifty sixty seventy eighty ninety
de: zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig
fr: vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix
es: veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa
"""
_DOZENS = {"en": "dozen", "de": "dutzend", "fr": "douzaine", "es": "docena"}


def _small(language: str, ones: tuple[str, ...], tens: tuple[str, ...]) -> dict[str, int]:
    words = {word: n for n, word in enumerate(ones)}
    words |= {word: 20 + 10 * n for n, word in enumerate(tens)}
    return words | {_DOZENS[language]: 12}


def _german_compounds(small: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Yield German cardinals written in one word: achtundzwanzig, dreihundert, zweitausend."""
    ones = [(word, n) for word, n in small.items() if 1 < n < 10] + [("ein", 1)]
    tens = [(word, n) for word, n in small.items() if 20 <= n <= 90]
    below = [(f"{one}und{ten}", n + m) for one, n in ones for ten, m in tens]
    hundreds = [(f"{one}hundert", 100 * n) for one, n in ones]
    yield from below
    yield from hundreds
    yield from (("hundert", 100), ("tausend", 1000))
    for word, n in [*small.items(), ("ein", 1), *below, *hundreds]:
        if n > 1 or word == "ein":
            yield f"{word}tausend", 1000 * n


_TENS_OF = read_lists(_TENS)
# Words with a value of their own; a run of them adds up ("twenty-eight", "two hundred and six").
SMALL: dict[str, dict[str, int]] = {
    language: _small(language, ones, _TENS_OF[language])
    for language, ones in read_lists(_ONES).items()
}
SMALL["de"].update(_german_compounds(SMALL["de"]))

# Words that multiply what stands before them, by power of ten.
_SCALES = """
en 1e2: hundred
en 1e3: thousand
en 1e5: lakh lakhs lac lacs
en 1e6: million millions
en 1e7: crore crores
en 1e9: billion billions
en 1e12: trillion trillions
en 1e15: quadrillion
en 12: dozen
de 1e2: hundert
de 1e3: tausend tsd
de 1e6: million millionen mio mill
de 1e9: milliarde milliarden mrd
de 1e12: billion billionen bio
de 12: dutzend
fr 1e2: cent cents
fr 1e3: mille
fr 1e6: million millions
fr 1e9: milliard milliards md mds mdr
fr 1e12: billion billions
es 1e2: cien ciento
es 1e3: mil
es 1e6: millón millones
es 1e9: millardo millardos
es 1e12: billón billones
"""
# Abbreviations of every language, touching the digits or after a space.
_SUFFIXES = """
1e6: mn mln mio
1e9: bn bln mrd
1e12: tn trn
"""
# Abbreviations that mean something else as often: read beside a currency, or with a noun after.
_SHY_SUFFIXES = """
1e3: k
1e5: l
1e6: m mil
1e7: cr
1e9: b
1e12: t
"""
_CJK_SCALES = """
1e4: 万 萬
1e8: 亿 億
1e12: 兆
"""


def _scales(lists: str) -> dict[str, Decimal]:
    return {
        word: Decimal(int(Decimal(factor)))
        for factor, listed in read_lists(lists).items()
        for word in listed
    }


def _scales_by_language() -> dict[str, dict[str, Decimal]]:
    found: dict[str, dict[str, Decimal]] = {}
    for name, listed in read_lists(_SCALES).items():
        language, _, factor = name.partition(" ")
        value = Decimal(int(Decimal(factor)))
        found.setdefault(language, {}).update(dict.fromkeys(listed, value))
    return found


SCALES = _scales_by_language()
SUFFIXES = _scales(_SUFFIXES)
SHY_SUFFIXES = _scales(_SHY_SUFFIXES)
CJK_SCALES = _scales(_CJK_SCALES)

# Fractions by their denominator.
_FRACTIONS = """
en 2: half halves
en 3: third thirds
en 4: quarter quarters fourth fourths
en 5: fifth fifths
en 6: sixth sixths
en 8: eighth eighths
en 10: tenth tenths
de 2: hälfte
de 3: drittel
de 4: viertel
de 5: fünftel
de 10: zehntel
fr 2: moitié
fr 3: tiers
fr 4: quart quarts
fr 5: cinquième cinquièmes
fr 10: dixième dixièmes
es 2: mitad
es 3: tercio tercios
es 4: cuarto cuartos
es 5: quinto quintos
es 10: décima décimas
"""


def _fractions() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for name, listed in read_lists(_FRACTIONS).items():
        language, _, parts = name.partition(" ")
        found.setdefault(language, {}).update(dict.fromkeys(listed, int(parts)))
    return found


FRACTIONS = _fractions()
SIGN_FRACTIONS = {
    "½": Decimal("0.5"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3, "¼": Decimal("0.25"),
    "¾": Decimal("0.75"), "⅛": Decimal("0.125"), "⅕": Decimal("0.2"),
}  # fmt: skip

# Multiples in one word, and what must follow those that are also adverbs and verbs.
MULTIPLES = {"twice": 2, "double": 2, "triple": 3, "treble": 3} | {
    f"{word}fold": n for word, n in SMALL["en"].items() if n > 1
}
AFTER_MULTIPLE = frozenset({"the", "that", "its", "their", "last", "what", "this"})

ARTICLES: dict[str, frozenset[str]] = {
    "en": frozenset({"a", "an"}),
    "de": frozenset({"ein", "eine", "einem", "einen", "einer"}),
    "fr": frozenset({"un", "une"}),
    "es": frozenset({"un", "una"}),
}
JOINERS = {"en": "and", "de": "und", "fr": "et", "es": "y"}
# What joins the ends of a range, and what must lead it when the joiner is an "and".
RANGE_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset({"to", "through"}),
    "de": frozenset({"bis"}),
    "fr": frozenset({"à"}),
    "es": frozenset({"a"}),
}
BETWEEN = {"en": "between", "de": "zwischen", "fr": "entre", "es": "entre"}

_DECIMAL_COMMA = "de fr es it nl pt pl da no nb nn sv fi tr cs ru uk el ro hu bg hr sk sl id"
# Languages that write 1.400.000,5.
DECIMAL_COMMA = frozenset(_DECIMAL_COMMA.split())
_SPACED = "de fr es pl sv no nb nn fi cs ru uk da sk hu bg"
# Languages that also group digits with plain spaces.
SPACED_GROUPS = frozenset(_SPACED.split())
