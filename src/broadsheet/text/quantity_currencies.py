"""Currencies: ISO 4217 codes, signs and names, as the press writes them."""

from __future__ import annotations

from broadsheet.text.listings import read_lists

_CODES = """
AED ARS AUD BDT BGN BHD BRL BWP CAD CHF CLP CNH CNY COP CRC CZK DKK DOP DZD EGP ETB EUR GBP GEL
GHS GTQ HKD HRK HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KHR KRW KWD KZT LAK LBP LKR MAD MDL
MMK MNT MUR MVR MXN MYR NGN NOK NPR NZD OMR PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SEK
SGD THB TND TRY TWD TZS UAH UGX USD UYU UZS VND XAF XOF ZAR ZMW
"""
ISO_CODES = frozenset(_CODES.split())

# Letters written against a dollar sign, before or after it.
DOLLARS = {
    "us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "aus": "AUD", "c": "CAD", "ca": "CAD",
    "can": "CAD", "hk": "HKD", "nz": "NZD", "s": "SGD", "nt": "TWD", "r": "BRL", "mx": "MXN", "z":
    "ZWL", "j": "JMD", "n": "NAD", "t": "TTD", "usd": "USD", "aud": "AUD", "cad": "CAD", "nzd":
    "NZD", "mxn": "MXN", "hkd": "HKD", "sgd": "SGD",
}  # fmt: skip

SIGNS = {
    "$": "USD", "＄": "USD", "€": "EUR", "£": "GBP", "￡": "GBP", "¥": "JPY", "￥": "JPY", "₹":
    "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₫": "VND", "₱": "PHP", "฿": "THB",
    "₦": "NGN", "₴": "UAH", "₸": "KZT", "₡": "CRC", "₵": "GHS", "₲": "PYG",
}  # fmt: skip

# Letters that stand before an amount; case counts.
PREFIXES = {
    "RM": "MYR", "Rs": "INR", "Rp": "IDR", "RMB": "CNY", "CN¥": "CNY", "kr": "kr", "Kr": "kr",
    "R": "ZAR", "Fr": "CHF", "SFr": "CHF", "sFr": "CHF", "Php": "PHP", "Tk": "BDT", "KSh": "KES",
    "Ksh": "KES", "EUR": "EUR", "CNY": "CNY", "Dh": "AED", "Dhs": "AED", "SR": "SAR", "Nkr":
    "NOK", "NKr": "NOK", "SKr": "SEK", "Skr": "SEK", "DKr": "DKK", "Dkr": "DKK", "Ft": "HUF",
    "PS": "GBP",
}  # fmt: skip

# Signs and letters that stand after an amount.
SUFFIXES = {
    "€": "EUR", "£": "GBP", "$": "USD", "₹": "INR", "¥": "JPY", "zł": "PLN", "Kč": "CZK", "kr":
    "kr", "kr.": "kr", "Ft": "HUF", "lei": "RON", "лв": "BGN", "kn": "HRK", "元": "CNY", "円":
    "JPY", "원": "KRW", "RMB": "CNY", "Fr.": "CHF", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₫": "VND",
    "₪": "ILS", "฿": "THB", "YEN": "JPY", "YUAN": "CNY", "RM": "MYR", "Euro": "EUR", "Euros":
    "EUR",
}  # fmt: skip

_NAMES = """
USD: us dollars, us dollar, u.s. dollars, u.s. dollar, american dollars, us-dollar, dollars,
    dollar, bucks, dólares, dólar, dollars américains, united states dollars
EUR: euros, euro
GBP: pounds sterling, pound sterling, british pounds, sterling, pfund sterling, livres sterling,
    libras esterlinas, quid, uk pounds
JPY: japanese yen, yen
CNY: chinese yuan, yuan, renminbi, rmb, yuans, yuan renminbi, chinese renminbi
INR: indian rupees, indian rupee, rupees, rupee, indische rupien, rupien
CHF: swiss francs, swiss franc, schweizer franken, franken, francs suisses, francos suizos
kr: kroner, kronen
NOK: norwegian kroner, norwegian krone, norwegian crowns, norwegische kronen
SEK: swedish kronor, swedish krona, swedish crowns, kronor, krona, schwedische kronen
DKK: danish kroner, danish krone, danish crowns, dänische kronen
ISK: icelandic kronur, icelandic krona
CZK: czech crowns, czech koruna, koruna, korunas
PLN: polish zloty, polish zlotys, zlotys, zloty, złoty, złotych
HUF: hungarian forints, hungarian forint, forints, forint
RON: romanian lei, leu
AUD: australian dollars, australian dollar
CAD: canadian dollars, canadian dollar, kanadische dollar, kanadischen dollar
NZD: new zealand dollars, new zealand dollar
HKD: hong kong dollars, hong kong dollar
SGD: singapore dollars, singapore dollar, singaporean dollars
TWD: taiwan dollars, taiwan dollar, new taiwan dollars
BRL: brazilian reais, reais, brazilian real, brazilian reals
MXN: mexican pesos, mexican peso, pesos mexicanos, peso mexicano
ARS: argentine pesos, argentinian pesos
CLP: chilean pesos
COP: colombian pesos
PHP: philippine pesos
RUB: russian rubles, russian roubles, rubles, roubles, ruble, rouble, rubel
TRY: turkish lira, turkish liras, lira, liras
ILS: israeli shekels, shekels, shekel, new shekels
KRW: south korean won, korean won, won
THB: thai baht, baht
IDR: indonesian rupiah, rupiah, rupiahs
MYR: malaysian ringgit, ringgit
VND: vietnamese dong, dong
SAR: saudi riyals, riyals
AED: uae dirhams, emirati dirhams, dirhams, dirham
QAR: qatari riyals
ZAR: south african rand, rand, rands
NGN: nigerian naira, naira
KES: kenyan shillings, kenyan shilling
GHS: ghanaian cedis, cedis
EGP: egyptian pounds, egyptian pound
PKR: pakistani rupees, pakistani rupee
LKR: sri lankan rupees
BDT: taka
UAH: hryvnia, hryvnias
HRK: croatian kuna, kuna
BTC: bitcoins, bitcoin, btc
"""

NAMES = {
    surface: code
    for code, surfaces in read_lists(_NAMES, separator=",").items()
    for surface in surfaces
}
NAME_STARTS = frozenset(surface.split()[0] for surface in NAMES)

# The crown of a text that does not say whose: the sign itself, which is no ISO code.
OPEN_CROWN = "kr"
# What tells whose crown it is: its code, its country, its capital.
CROWNS = {
    "NOK": r"\bNOK\b|\b[Nn]orw|\b[Nn]orge\b|\b[Nn]orsk|\bOslo\b",
    "SEK": r"\bSEK\b|\b[Ss]wed|\b[Ss]chwed|\b[Ss]vensk|\bSverige\b|\bStockholm\b",
    "DKK": r"\bDKK\b|\bDanish\b|\b[Dd]an(?:mark|sk)|\b[Dd]änisch|\bDänemark|\bDenmark\b"
    r"|\bCopenhagen\b|\bKopenhagen\b",
    "ISK": r"\bISK\b|\bIceland|\b[Ii]sländ|\bReykjav",
}
# Which rupee or yen a bare sign means, from a word near it.
NEAR = (
    ("¥", ("china", "chinese", "yuan", "beijing", "shanghai", "rmb", "renminbi"), "CNY"),
    ("Rs", ("pakistan", "karachi"), "PKR"),
    ("Rs", ("sri lanka", "colombo"), "LKR"),
)
