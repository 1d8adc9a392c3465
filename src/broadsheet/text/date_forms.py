"""The forms dates are written in, per language: a meaning, then its regular expression.

Expressions are verbose (white space does not count, an indented line continues the form above) and
ignore case; `@month@` and the like stand for the word lists of `date_words`. A meaning may have
several forms. Longer forms stand before the shorter ones they contain.
"""

from __future__ import annotations

_COMMON = r"""
date        (?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})
            (?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?
"""

_DOTTED = r"""
date        (?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})
"""

_SHORT = r"""
quarter     (?-i:[QT])(?P<q>[1-4])(?:(?:[\s/’'-]+|\s+of\s+)(?P<y>\d{4}))?
quarter     (?P<y>\d{4})[\s-]?Q(?P<q>[1-4])
half        (?-i:[HS])(?P<h>[12])\s?/?(?P<y>\d{4})
half        (?-i:H)(?P<h>[12])
"""

_ENGLISH = r"""
unresolved  (?:fiscal|financial)(?:\s+year)?\s+\d{4}(?:[/-]\d{2,4})?
unresolved  FY\s?\d{2,4}(?:/\d{2,4})?
unresolved  \d{4}/\d{2}(?!\d) | \d{1,2}/\d{1,2}/\d{2}(?!\d)
unresolved  (?:this|last|next)\s+(?:fiscal|financial)\s+(?:year|quarter)
ambiguous   (?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4})
days        (?P<d>\d{1,2})\s?(?:[-–]|to|and)\s?(?P<d2>\d{1,2})\s+(?:of\s+)?(?P<month>@month@)\.?
            (?:,?\s+(?P<y>@year@))?
days        (?P<month>@month@)\.?\s+(?P<d>\d{1,2})\s?(?:[-–]|to)\s?(?P<d2>\d{1,2})
            (?!\d|,\d{3}|\s+@month@)(?:,?\s+(?P<y>@year@))?
months_to   (?:(?P<n>\d{1,2}|@count@)\s+months|(?P<u>quarter|half-year|half|year))\s+
            (?:to|ended|ending|through)\s+(?:(?:on|in)\s+)?(?:the\s+)?(?:end\s+of\s+)?
            (?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>@month@)\b\.?
            (?:\s+(?P<d2>\d{1,2})(?!\d))?(?:,?\s+(?P<y>\d{4})(?!\d))?
week_to     (?:week|seven\s+days)\s+(?:to|ended|ending|through)\s+(?:on\s+)?
            (?:(?:@weekday@),?\s+)?(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>@month@)
            |(?P<month2>@month@)\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?)\.?(?:,?\s+(?P<y>@year@))?
day_month   (?:(?:@weekday@),?\s+)?(?:the\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?
            (?P<month>@month@)\b\.?(?:(?:\s?,|\s+of)?\s+(?P<y>\d{4}))?
day_month   (?:(?:@weekday@),?\s+)?(?P<month>@month@)\b\.?,?\s+(?:the\s+)?
            (?P<d>\d{1,2})(?:st|nd|rd|th)?
            (?![\d%]|[.,]\d)(?:(?:\s?,|\s+of)?\s+(?P<y>\d{4})(?!\d))?
months      (?:between\s+(?P<month>@month@)\s+and|(?P<month3>@month@)\s?(?:[-–]|through\b))\s?
            (?P<month2>@month@)\b\.?(?:,?\s+(?P<y>\d{4})(?!\d))?
month_year  (?P<month>@month@)\b\.?,?\s+(?:of\s+)?(?P<y>\d{4})(?!\d)
quarter     (?P<o>@ordinal@)[-\s]+quarter(?:(?:\s*,|\s+(?:of|in))?\s+(?:fiscal\s+)?(?P<y>@year@))?
half        (?P<o>first|second)[-\s]+half(?:\s+of)?\s+(?P<y>@year@)
half        (?P<o>first|second)[-\s]+half\s+of\s+(?:the|this)\s+year
season      (?P<season>@season@)(?:\s+of)?\s+(?P<y>@year@)
season      (?P<step>this|last|next)\s+(?P<season>@season@)
part_unit   (?P<part>end|close|start|beginning|middle)\s+of\s+(?:the|this)\s+
            (?P<u>year|month|week|quarter|decade)
step        (?P<step>@step@)\s+(?P<u>week|weekend|month|quarter|year|decade)(?![-\w])
step_weekday (?P<step>last|this|next|past|coming|previous|upcoming)\s+(?P<weekday>@weekday@)
week_day    (?P<weekday>@weekday@)\s+(?:of\s+)?(?:the\s+)?(?P<step>@step@)\s+week(?!\w)
step_month  (?P<step>last|this|next)\s+(?P<month>@longmonth@)
span        (?P<step>@step@)\s+(?P<n>\d{1,3}|@count@)(?:\s+(?:or\s+so|of))?
            (?:\s?(?:[-–]|to|or)\s?(?P<n2>\d{1,3}|@count@))?\s+(?P<u>@unit@)s?
span        in\s+the\s+(?P<step>next|coming)\s+(?P<n>\d{1,3}|@count@)\s+
            (?P<u>@unit@)s?(?!\w|['’-])
within      (?:within|in)\s+(?:about\s+|the\s+next\s+)?(?P<n>\d{1,3}|@count@)\s?
            (?:(?:[-–]|to|or)\s?(?P<n2>\d{1,3}|@count@)\s+)?(?P<u>@unit@)s?(?!\w|['’-])
ago         (?P<n>\d{1,3}|@count@)\s+(?P<u>@unit@)s?\s+(?P<dir>ago|earlier|later|from\s+now)
decade      (?P<y>(?:19|20)\d0)s
days_word   @days@
weekday     (?P<weekday>@longweekday@)(?!\w)
month       (?P<month>@longmonth@)(?!\w)
years       (?P<y>@year@)\s?[-–]\s?(?P<y2>@year@)(?!-)
years       (?:between|from)\s+(?P<y>@year@)\s+(?:and|to|until|through)\s+(?P<y2>@year@)
year        (?P<y>@year@)(?!\d|[.,]\d|\s?%|['’]s\b|\s?(?:[-–]|to|and|or)\s?[$€£]?\d)
"""

_GERMAN = r"""
unresolved  Geschäftsjahr(?:e?s)?\s+\d{4}(?:[/-]\d{2,4})? | \d{4}/\d{2}(?!\d)
days        (?P<d>\d{1,2})\.?\s?(?:[-–]|bis|und)\s?(?:zum\s+)?(?P<d2>\d{1,2})\.\s+
            (?P<month>@month@)\.?(?:\s+(?P<y>@year@))?
week_to     Woche\s+(?:bis|zum)\s+(?:zum\s+)?(?P<d>\d{1,2})\.\s+(?P<month>@month@)
            (?:\s+(?P<y>@year@))?
day_month   (?:(?:@weekday@),?\s+(?:den\s+|dem\s+)?)?(?P<d>\d{1,2})\.\s?
            (?P<month>@month@)\b\.?(?:\s+(?P<y>\d{4}))?
month_year  (?P<month>@month@)\b\.?\s+(?P<y>\d{4})(?!\d)
quarter     (?P<o>@ordinal@)[nrsm]?\.?\s+(?:Quartal|Vierteljahr)(?:e?s)?
            (?:\s+(?:des\s+Jahres\s+)?(?P<y>@year@))?
half        (?P<o>erste|zweite|1|2)[nrsm]?\.?\s+(?:Halbjahr|Jahreshälfte)(?:e?s)?
            (?:\s+(?P<y>@year@))?
season      (?P<season>@season@)s?\s+(?P<y>@year@)
season      (?P<step>@step@)[nrsm]?\s+(?P<season>@season@)s?
part_unit   (?P<part>Ende|Anfang|Mitte)\s+de[rs]\s+(?P<u>Jahres|Monats|Woche|Quartals|Jahrzehnts)
step        (?P<step>@step@)[nrsm]?\s+
            (?P<u>Woche|Monat|Monats|Quartal|Quartals|Jahr|Jahres|Jahrzehnt)(?!\w)
step_weekday (?P<step>@step@)[nrsm]?\s+(?P<weekday>@weekday@)
step_month  (?P<step>letzte|nächste|diese|vergangene)[nrsm]?\s+(?P<month>@longmonth@)
span        (?P<step>@step@)[nrsm]?\s+(?P<n>\d{1,3}|@count@)
            (?:\s?(?:[-–]|bis)\s?(?P<n2>\d{1,3}|@count@))?\s+(?P<u>@unit@)
ago         (?P<dir>vor)\s+(?P<n>\d{1,3}|@count@)\s+(?P<u>@unit@)
within      (?:binnen|innerhalb\s+von|in)\s+(?P<n>\d{1,3}|@count@)
            (?:\s?(?:[-–]|bis)\s?(?P<n2>\d{1,3}|@count@))?\s+(?P<u>@unit@)(?!\w)
decade      (?P<y>(?:19|20)\d0)er(?:[\s-]Jahren?)?
days_word   @days@
weekday     (?P<weekday>@weekday@)s?(?!\w)
month       (?P<month>@longmonth@)s?(?!\w)
years       (?P<y>@year@)\s?[-–]\s?(?P<y2>@year@)(?!-)
years       (?:zwischen|von)\s+(?P<y>@year@)\s+(?:und|bis)\s+(?P<y2>@year@)
year        (?P<y>@year@)(?!\d|[.,]\d|\s?%|\s?(?:[-–]|bis)\s?\d)
"""

_FRENCH = r"""
unresolved  exercice\s+\d{4}(?:[/-]\d{2,4})? | \d{4}/\d{2}(?!\d)
days        (?P<d>\d{1,2})\s?(?:[-–]|au|et)\s?(?P<d2>\d{1,2})\s+(?P<month>@month@)\.?
            (?:\s+(?P<y>@year@))?
day_month   (?:(?:@weekday@)\s+)?(?P<d>\d{1,2})(?:er)?\s+(?P<month>@month@)\b\.?
            (?:\s+(?P<y>\d{4}))?
month_year  (?P<month>@month@)\b\.?\s+(?P<y>\d{4})(?!\d)
quarter     (?P<o>@ordinal@)\s+trimestre(?:\s+(?:de\s+)?(?P<y>@year@))?
half        (?P<o>premier|second|1er|2e)\s+semestre(?:\s+(?:de\s+)?(?P<y>@year@))?
season      (?P<season>@season@)\s+(?P<y>@year@)
part_unit   (?P<part>fin|début)\s+de\s+(?:l['’]|la\s+)?(?P<u>année|semaine)
post_step   (?P<u>semaine|mois|trimestre|an|année|décennie)\s+(?P<step>@step@)
post_weekday (?P<weekday>@weekday@)\s+(?P<step>dernier|prochain)
span        (?P<n>\d{1,3}|@count@)\s+(?P<step>dernières|derniers|prochains|prochaines)\s+
            (?P<u>@unit@)s?
ago         (?P<dir>il\s+y\s+a)\s+(?P<n>\d{1,3}|@count@)\s+(?P<u>@unit@)s?
within      (?:dans|d['’]ici)\s+(?:les\s+)?(?P<n>\d{1,3}|@count@)
            (?:\s?(?:[-–]|à)\s?(?P<n2>\d{1,3}|@count@))?\s+(?P<u>@unit@)s?
days_word   @days@
weekday     (?P<weekday>@weekday@)(?!\w)
month       (?P<month>@longmonth@)(?!\w)
years       (?P<y>@year@)\s?[-–]\s?(?P<y2>@year@)(?!-)
years       (?:entre|de)\s+(?P<y>@year@)\s+(?:et|à)\s+(?P<y2>@year@)
year        (?P<y>@year@)(?!\d|[.,]\d|\s?%)
"""

_SPANISH = r"""
unresolved  (?:ejercicio|año\s+fiscal)\s+\d{4}(?:[/-]\d{2,4})? | \d{4}/\d{2}(?!\d)
day_month   (?:(?:@weekday@),?\s+)?(?P<d>\d{1,2})(?:er|º)?\s+de\s+(?P<month>@month@)\b
            (?:(?:,|\s+del?)\s+(?P<y>\d{4}))?
month_year  (?P<month>@month@)\b\s+del?\s+(?P<y>\d{4})(?!\d)
quarter     (?P<o>@ordinal@)\s+trimestre(?:\s+del?\s+(?P<y>@year@))?
half        (?P<o>primer|segundo)\s+semestre(?:\s+del?\s+(?P<y>@year@))?
season      (?P<season>@season@)\s+del?\s+(?P<y>@year@)
part_unit   (?P<part>finales|principios|mediados)\s+de(?:l|\s+la)?\s+(?P<u>año|mes|semana)
post_step   (?P<u>semana|mes|trimestre|año|década)\s+(?P<step>@step@)
step        (?P<step>@step@)\s+(?P<u>semana|mes|trimestre|año|década)(?!\w)
post_weekday (?P<weekday>@weekday@)\s+(?P<step>pasado|próximo)
step_weekday (?P<step>pasado|próximo)\s+(?P<weekday>@weekday@)
decade      década\s+de\s+(?P<y>(?:19|20)\d0)
span        (?P<step>últimos|últimas|próximos|próximas)\s+(?P<n>\d{1,3}|@count@)\s+(?P<u>@unit@)s?
ago         (?P<dir>hace)\s+(?P<n>\d{1,3}|@count@)\s+(?P<u>@unit@)s?
within      (?:dentro\s+de|en)\s+(?P<n>\d{1,3}|@count@)
            (?:\s?(?:[-–]|a)\s?(?P<n2>\d{1,3}|@count@))?\s+(?P<u>@unit@)s?
days_word   @days@
weekday     (?P<weekday>@weekday@)(?!\w)
month       (?P<month>@longmonth@)(?!\w)
years       (?P<y>@year@)\s?[-–]\s?(?P<y2>@year@)(?!-)
years       (?:entre|de|desde)\s+(?P<y>@year@)\s+(?:y|a|hasta)\s+(?P<y2>@year@)
year        (?P<y>@year@)(?!\d|[.,]\d|\s?%)
"""

FORMS: dict[str, str] = {
    "en": _COMMON + _SHORT + _ENGLISH,
    "de": _COMMON + _DOTTED + _SHORT + _GERMAN,
    "fr": _COMMON + _DOTTED + _SHORT + _FRENCH,
    "es": _COMMON + _DOTTED + _SHORT + _SPANISH,
    "": _COMMON,
}

# First words of forms that no word list holds.
OPENERS: dict[str, str] = {
    "en": """
        quarter half year week seven within in fiscal financial fy between from end close start
        beginning middle
    """,
    "de": """
        zwischen von geschäftsjahr geschäftsjahres woche ende anfang mitte vor binnen innerhalb in
    """,
    "fr": """
        entre de exercice fin début semaine mois trimestre an année décennie il dans d'ici d’ici
    """,
    "es": """
        entre de desde ejercicio año finales principios mediados semana mes trimestre década hace
        dentro en
    """,
    "": "",
}

# What leads a bare year; after the weak ones it must not go on like "of 2000 homes".
YEAR_LEADS: dict[str, tuple[str, str]] = {
    "en": (
        "in since by until till from during before after through throughout early late mid end",
        "of to for or and than around about year spring summer autumn winter",
    ),
    "de": ("in seit bis ab von vor nach jahr jahre jahres anfang mitte ende im", "und zu für oder"),
    "fr": ("en depuis dès avant après fin début mi ici année", "et de à ou"),
    "es": ("en desde hasta antes después finales año", "y de o a"),
    "": ("", ""),
}
