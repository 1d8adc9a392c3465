"""The forms dates are written in, per language, as named regular expressions.

A form lists alternatives of one meaning; `dates` resolves each meaning once for all languages.
Longer forms stand before the shorter ones they contain. `{month}` and the like are filled from
`date_words`.
"""

from __future__ import annotations

import re

from broadsheet.text.date_words import (
    COUNTS,
    DAYS,
    MONTHS,
    ORDINALS,
    PARTS,
    SEASONS,
    STEPS,
    UNITS,
    WEEKDAYS,
)

_YEAR = r"(?:1[5-9]|2[01])\d\d"
_ISO = r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_DOTTED = r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})"
_YEARS = rf"(?P<y>{_YEAR})\s?[-–]\s?(?P<y2>{_YEAR})"
_SHORT_QUARTER = r"(?-i:[QT])(?P<q>[1-4])(?:[\s/’']+(?P<y>\d{4}))?"
_YEAR_QUARTER = r"(?P<y>\d{4})\s?Q(?P<q>[1-4])"
_SHORT_HALF = r"(?-i:H|S)(?P<h>[12])\s?/?(?P<y>\d{4})|(?-i:H)(?P<h2>[12])"

_Form = tuple[str, str]

_FORMS: dict[str, tuple[_Form, ...]] = {
    "en": (
        ("date", _ISO),
        ("unresolved", r"(?:fiscal|financial)(?:\s+year)?\s+\d{4}(?:[/-]\d{2,4})?|FY\s?\d{2,4}"
         r"(?:/\d{2,4})?|\d{4}/\d{2}(?!\d)|\d{1,2}/\d{1,2}/\d{2}(?!\d)|(?:this|last|next|the)\s+(?:fiscal|financial)\s+"
         r"(?:year|quarter)"),
        ("ambiguous", r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4})"),
        ("days", rf"(?P<d>\d{{1,2}})\s?(?:[-–]|to|and)\s?(?P<d2>\d{{1,2}})\s+(?P<month>{{month}})\.?(?:,?\s+(?P<y>{_YEAR}))?"),
        ("days", rf"(?P<month>{{month}})\.?\s+(?P<d>\d{{1,2}})\s?(?:[-–]|to)\s?(?P<d2>\d{{1,2}})(?!\d|,\d{{3}})(?:,?\s+(?P<y>{_YEAR}))?"),
        ("week_to", rf"(?:week|seven days)\s+(?:to|ended|ending|through)\s+(?:on\s+)?(?:(?:{{weekday}}),?\s+)?"
         rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{{month}})|(?P<month2>{{month}})\.?\s+"
         rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)\.?(?:,?\s+(?P<y>{_YEAR}))?"),
        ("day_month", r"(?:(?:{weekday}),?\s+)?(?:the\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{month})\b\.?(?:,?\s+(?P<y>\d{4}))?"),
        ("day_month", r"(?:(?:{weekday}),?\s+)?(?P<month>{month})\b\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?(?![\d%]|[.,]\d)(?:,?\s+(?P<y>\d{4})(?!\d))?"),
        ("month_year", r"(?P<month>{month})\b\.?,?\s+(?:of\s+)?(?P<y>\d{4})(?!\d)"),
        ("quarter", rf"(?P<o>{{ordinal}})[-\s]+quarter(?:\s*,|\s+(?:of|in))?(?:\s+(?:fiscal\s+)?(?P<y>{_YEAR}))?"),
        ("quarter", _YEAR_QUARTER), ("quarter", _SHORT_QUARTER),
        ("half", rf"(?P<o>first|second)[-\s]+half(?:\s+of)?\s+(?P<y>{_YEAR})|(?P<o2>first|second)[-\s]+half\s+of\s+(?:the|this)\s+year"),
        ("half", _SHORT_HALF),
        ("season", rf"(?P<season>{{season}})(?:\s+of)?\s+(?P<y>{_YEAR})|(?P<step>this|last|next)\s+(?P<season2>{{season}})"),
        ("part_unit", r"(?P<part>end|close|start|beginning|middle)\s+of\s+(?:the|this)\s+(?P<u>year|month|week|quarter|decade)"),
        ("step", r"(?P<step>{step})\s+(?P<u>week|weekend|month|quarter|year|decade)(?![-\w])"),
        ("step_weekday", r"(?P<step>last|this|next|past|coming)\s+(?P<weekday>{weekday})"),
        ("step_month", r"(?P<step>last|this|next)\s+(?P<month>{longmonth})"),
        ("span", r"(?P<step>{step})\s+(?P<n>\d{{1,3}}|{count})(?:\s+(?:or\s+so|of))?(?:\s?(?:[-–]|to|or)\s?(?P<n2>\d{{1,3}}|{count}))?\s+(?P<u>{unit})s?"),
        ("within", r"(?:within|in)\s+(?:about\s+|the\s+next\s+)?(?P<n>\d{{1,3}}|{count})\s?(?:(?:[-–]|to|or)\s?(?P<n2>\d{{1,3}}|{count})\s+)?(?P<u>{unit})s?(?!\w|['’-])"),
        ("ago", r"(?P<n>\d{{1,3}}|{count})\s+(?P<u>{unit})s?\s+(?P<dir>ago|earlier|later|from\s+now)"),
        ("decade", r"(?:the\s+)?(?P<y>(?:19|20)\d0)s"),
        ("days_word", r"{days}"),
        ("weekday", r"(?P<weekday>{longweekday})(?!\w)"),
        ("month", r"(?P<month>{longmonth})(?!\w)"),
        ("years", _YEARS),
        ("years", rf"(?:between|from)\s+(?P<y>{_YEAR})\s+(?:and|to|until|through)\s+(?P<y2>{_YEAR})"),
        ("year", rf"(?:in|since|by|until|till|from|during|before|after|through|throughout|early|late|"
         rf"mid|around|year|and|than|of|to|for|or|for\s+the\s+year|end)[\s-]+(?P<y>{_YEAR})"
         rf"(?!\d|[.,]\d|\s?%|['’]s\b|\s?(?:[-–]|to|and|or)\s?[$€£]?\d)"),
    ),
    "de": (
        ("date", _ISO), ("date", _DOTTED),
        ("unresolved", r"Geschäftsjahr(?:e?s)?\s+\d{4}(?:[/-]\d{2,4})?|\d{4}/\d{2}(?!\d)"),
        ("days", rf"(?P<d>\d{{1,2}})\.?\s?(?:[-–]|bis|und)\s?(?:zum\s+)?(?P<d2>\d{{1,2}})\.\s+(?P<month>{{month}})\.?(?:\s+(?P<y>{_YEAR}))?"),
        ("week_to", rf"Woche\s+(?:bis|zum)\s+(?:zum\s+)?(?P<d>\d{{1,2}})\.\s+(?P<month>{{month}})(?:\s+(?P<y>{_YEAR}))?"),
        ("day_month", r"(?:(?:{weekday}),?\s+(?:den\s+|dem\s+)?)?(?P<d>\d{{1,2}})\.\s?(?P<month>{month})\b\.?(?:\s+(?P<y>\d{{4}}))?"),
        ("month_year", r"(?P<month>{month})\b\.?\s+(?P<y>\d{{4}})(?!\d)"),
        ("quarter", rf"(?P<o>{{ordinal}})[nrsm]?\.?\s+(?:Quartal|Vierteljahr)(?:e?s)?(?:\s+(?:des\s+Jahres\s+)?(?P<y>{_YEAR}))?"),
        ("quarter", _SHORT_QUARTER),
        ("half", rf"(?P<o>erste|zweite|1|2)[nrsm]?\.?\s+(?:Halbjahr|Jahreshälfte)(?:e?s)?(?:\s+(?P<y>{_YEAR}))?"),
        ("season", rf"(?P<season>{{season}})s?\s+(?P<y>{_YEAR})|(?P<step>{{step}})[nrsm]?\s+(?P<season2>{{season}})s?"),
        ("part_unit", r"(?P<part>Ende|Anfang|Mitte)\s+de[rs]\s+(?P<u>Jahres|Monats|Woche|Quartals|Jahrzehnts)"),
        ("step", r"(?P<step>{step})[nrsm]?\s+(?P<u>Woche|Monat|Monats|Quartal|Quartals|Jahr|Jahres|Jahrzehnt)(?!\w)"),
        ("step_weekday", r"(?P<step>{step})[nrsm]?\s+(?P<weekday>{weekday})"),
        ("step_month", r"(?P<step>letzte|nächste|diese|vergangene)[nrsm]?\s+(?P<month>{longmonth})"),
        ("span", r"(?P<step>{step})[nrsm]?\s+(?P<n>\d{{1,3}}|{count})(?:\s?(?:[-–]|bis)\s?(?P<n2>\d{{1,3}}|{count}))?\s+(?P<u>{unit})"),
        ("ago", r"(?P<dir>vor)\s+(?P<n>\d{{1,3}}|{count})\s+(?P<u>{unit})"),
        ("within", r"(?:binnen|innerhalb\s+von|in)\s+(?P<n>\d{{1,3}}|{count})(?:\s?(?:[-–]|bis)\s?(?P<n2>\d{{1,3}}|{count}))?\s+(?P<u>{unit})(?!\w)"),
        ("decade", r"(?P<y>(?:19|20)\d0)er(?:[\s-]Jahren?)?"),
        ("days_word", r"{days}"),
        ("weekday", r"(?P<weekday>{weekday})s?(?!\w)"),
        ("month", r"(?P<month>{longmonth})s?(?!\w)"),
        ("years", _YEARS),
        ("year", rf"(?:in|seit|bis|ab|von|vor|nach|Jahre?s?|Anfang|Mitte|Ende|und|zu|für|im)\s+(?P<y>{_YEAR})(?!\d|[.,]\d|\s?%)"),
    ),
    "fr": (
        ("date", _ISO), ("date", _DOTTED),
        ("unresolved", r"exercice\s+\d{4}(?:[/-]\d{2,4})?|\d{4}/\d{2}(?!\d)"),
        ("days", rf"(?P<d>\d{{1,2}})\s?(?:[-–]|au|et)\s?(?P<d2>\d{{1,2}})\s+(?P<month>{{month}})\.?(?:\s+(?P<y>{_YEAR}))?"),
        ("day_month", r"(?:(?:{weekday})\s+)?(?P<d>\d{{1,2}})(?:er)?\s+(?P<month>{month})\b\.?(?:\s+(?P<y>\d{{4}}))?"),
        ("month_year", r"(?P<month>{month})\b\.?\s+(?P<y>\d{{4}})(?!\d)"),
        ("quarter", rf"(?P<o>{{ordinal}})\s+trimestre(?:\s+(?:de\s+)?(?P<y>{_YEAR}))?"),
        ("quarter", _SHORT_QUARTER),
        ("half", rf"(?P<o>premier|second|1er|2e)\s+semestre(?:\s+(?:de\s+)?(?P<y>{_YEAR}))?"),
        ("season", rf"(?P<season>{{season}})\s+(?P<y>{_YEAR})"),
        ("part_unit", r"(?P<part>fin|début)\s+de\s+(?:l['’]|la\s+)?(?P<u>année|semaine)"),
        ("post_step", r"(?P<u>semaine|mois|trimestre|an|année|décennie)\s+(?P<step>{step})"),
        ("post_weekday", r"(?P<weekday>{weekday})\s+(?P<step>dernier|prochain)"),
        ("span", r"(?:(?P<n>\d{{1,3}}|{count})\s+)?(?P<step>dernières|derniers|prochains|prochaines)\s+(?:(?P<n3>\d{{1,3}})\s+)?(?P<u>{unit})s?"),
        ("ago", r"(?P<dir>il\s+y\s+a)\s+(?P<n>\d{{1,3}}|{count})\s+(?P<u>{unit})s?"),
        ("within", r"(?:dans|d['’]ici)\s+(?:les\s+)?(?P<n>\d{{1,3}}|{count})(?:\s?(?:[-–]|à)\s?(?P<n2>\d{{1,3}}|{count}))?\s+(?P<u>{unit})s?"),
        ("days_word", r"{days}"),
        ("weekday", r"(?P<weekday>{weekday})(?!\w)"),
        ("month", r"(?P<month>{longmonth})(?!\w)"),
        ("years", _YEARS),
        ("year", rf"(?:en|depuis|dès|avant|après|fin|début|mi|d['’]ici|l['’]année|année|et|de|à)[\s-]+(?P<y>{_YEAR})(?!\d|[.,]\d|\s?%)"),
    ),
    "es": (
        ("date", _ISO), ("date", _DOTTED),
        ("unresolved", r"(?:ejercicio|año\s+fiscal)\s+\d{4}(?:[/-]\d{2,4})?|\d{4}/\d{2}(?!\d)"),
        ("day_month", r"(?:(?:{weekday}),?\s+)?(?P<d>\d{{1,2}})\s+de\s+(?P<month>{month})\b(?:\s+del?\s+(?P<y>\d{{4}}))?"),
        ("month_year", r"(?P<month>{month})\b\s+del?\s+(?P<y>\d{{4}})(?!\d)"),
        ("quarter", rf"(?P<o>{{ordinal}})\s+trimestre(?:\s+del?\s+(?P<y>{_YEAR}))?"),
        ("quarter", _SHORT_QUARTER),
        ("half", rf"(?P<o>primer|segundo)\s+semestre(?:\s+del?\s+(?P<y>{_YEAR}))?"),
        ("season", rf"(?P<season>{{season}})\s+del?\s+(?P<y>{_YEAR})"),
        ("part_unit", r"(?P<part>finales|principios|mediados)\s+de(?:l|\s+la)?\s+(?P<u>año|mes|semana)"),
        ("post_step", r"(?P<u>semana|mes|trimestre|año|década)\s+(?P<step>{step})"),
        ("step", r"(?P<step>{step})\s+(?P<u>semana|mes|trimestre|año|década)(?!\w)"),
        ("post_weekday", r"(?P<weekday>{weekday})\s+(?P<step>pasado|próximo)"),
        ("span", r"(?P<step>últimos|últimas|próximos|próximas)\s+(?P<n>\d{{1,3}}|{count})\s+(?P<u>{unit})s?"),
        ("ago", r"(?P<dir>hace)\s+(?P<n>\d{{1,3}}|{count})\s+(?P<u>{unit})s?"),
        ("within", r"(?:dentro\s+de|en)\s+(?P<n>\d{{1,3}}|{count})(?:\s?(?:[-–]|a)\s?(?P<n2>\d{{1,3}}|{count}))?\s+(?P<u>{unit})s?"),
        ("days_word", r"{days}"),
        ("weekday", r"(?P<weekday>{weekday})(?!\w)"),
        ("month", r"(?P<month>{longmonth})(?!\w)"),
        ("years", _YEARS),
        ("year", rf"(?:en|desde|hasta|antes\s+de|después\s+de|finales\s+de|año|y|de)\s+(?P<y>{_YEAR})(?!\d|[.,]\d|\s?%)"),
    ),
    "": (("date", _ISO),),
}  # fmt: skip


def _any(words: dict[str, object], *, shortest: int = 1) -> str:
    chosen = sorted((word for word in words if len(word) >= shortest), key=lambda w: (-len(w), w))
    return "|".join(re.escape(word) for word in chosen)


def _filled(language: str, pattern: str) -> str:
    if "{" not in pattern or not language:
        return pattern
    long_months = {m: n for m, n in MONTHS[language].items() if len(m) > 4 or m in _SHORT_MONTHS}
    fields = {
        "month": _any(dict(MONTHS[language])),
        "longmonth": _any(dict(long_months)),
        "weekday": _any(dict(WEEKDAYS[language])),
        "longweekday": _any(dict(WEEKDAYS[language]), shortest=6),
        "count": _any(dict(COUNTS[language])),
        "ordinal": _any(dict(ORDINALS[language])),
        "unit": _any(dict(UNITS[language])),
        "season": _any(dict(SEASONS[language])),
        "step": _any(dict(STEPS[language])),
        "days": _any(dict(DAYS[language])),
        "part": _any(dict(PARTS[language])),
    }
    for name, words in fields.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{words})" if name == "days" else words)
    return pattern.replace("{{", "{").replace("}}", "}")


_SHORT_MONTHS = frozenset(
    {"may", "june", "july", "mai", "juni", "juli", "mars", "mayo", "août", "juin"}
)
_NAMED = re.compile(r"\(\?P<\w+>")


class DateGrammar:
    """One language's forms: a single scanner, and each form again with its groups."""

    def __init__(self, language: str) -> None:
        forms = [
            (name, _filled(language, pattern)) for name, pattern in _FORMS.get(language, _FORMS[""])
        ]
        self.forms = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in forms]
        anonymous = (f"(?P<f{n}>{_NAMED.sub('(?:', p)})" for n, (_, p) in enumerate(forms))
        self.scanner = re.compile(rf"(?<![\w$€£¥.,])(?:{'|'.join(anonymous)})(?!\w)", re.IGNORECASE)
        self.part = (
            re.compile(
                rf"(?<!\w)(?P<part>{_any(dict(PARTS[language]))})"
                r"(?:-|\s+(?:of|in|de|du|del)(?:\s+(?:the|la|l['’]))?\s+|\s+)$",
                re.IGNORECASE,
            )
            if language in PARTS
            else None
        )


GRAMMARS = {language: DateGrammar(language) for language in ("en", "de", "fr", "es", "")}
