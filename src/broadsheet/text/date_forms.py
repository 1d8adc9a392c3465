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
quarter     [QT](?P<q>[1-4])(?:\s?[/’'-]\s?|\s+of\s+|\s+)(?P<y>20\d\d)(?!\d)
quarter     (?-i:[QT])(?P<q>[1-4])(?:(?:[\s/’'-]+|\s+of\s+)(?P<y>\d{4}))?
quarter     (?P<y>\d{4})[\s-]?Q(?P<q>[1-4])
half        (?-i:[HS])(?P<h>[12])\s?/?(?P<y>\d{4})
half        (?-i:H)(?P<h>[12])
"""

# A named month between strokes; year and day in another order than these are left open.
_STROKES = r"""
unresolved  \d{1,2}[-/]\d{4}[-/]@month@ | @month@[-/]\d{4}[-/]\d{1,2} | \d{4}/\d{1,2}/@month@
day_month   (?P<d>\d{1,2})[-/](?P<month>@month@)\.?[-/](?P<y>\d{4})(?!\d)
day_month   (?P<month>@month@)[-/](?P<d>\d{1,2})[-/](?P<y>\d{4})(?!\d)
day_month   (?P<y>\d{4})[-/](?P<month>@month@)[-/](?P<d>\d{1,2})(?!\d)
month_year  (?P<month>@month@)[-/](?P<y>\d{4})(?!\d)
"""

_ENGLISH = r"""
unresolved  (?:\d{1,3}|@count@)\s+@unit@s?\s+(?:from\s+@days@|(?:after|before)\s+(?:now|@days@))
unresolved  (?:previous|preceding|following)\s+(?:(?:\d{1,3}|@count@)\s+)?
            (?:@unit@s?|@longmonth@|@longweekday@)
unresolved  (?:fiscal|financial)(?:\s+year)?\s+\d{4}(?:[/-]\d{2,4})?
unresolved  FY\s?\d{2,4}(?:/\d{2,4})?
unresolved  \d{4}/\d{2}(?!\d) | \d{1,2}/\d{1,2}/\d{2}(?!\d)
unresolved  (?:this|last|next)\s+(?:fiscal|financial)\s+(?:year|quarter)
ambiguous   (?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4})
days        (?:between\s+(?:the\s+)?(?:(?P<d>\d{1,2})@th@|(?P<dw>@dayword@))\s+and
            |(?:(?P<d3>\d{1,2})@th@|(?P<dw3>@dayword@))\s?(?:[-–]|to|through))\s?
            (?:the\s+)?(?:(?P<d2>\d{1,2})@th@|(?P<dw2>@dayword@))\s+(?:of\s+)?
            (?P<month>@month@)\b\.?@yearof@?
days        (?P<month>@month@)\.?\s+(?:the\s+)?(?:(?P<d>\d{1,2})@th@|(?P<dw>@dayword@))\s?
            (?:[-–]|to|through)\s?(?:the\s+)?(?:(?P<d2>\d{1,2})@th@|(?P<dw2>@dayword@))
            (?!\w|,\d{3}|\s+(?:of\s+)?@month@)@yearof@?
day_of_month (?:the\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th)\s+(?:of\s+)?(?P<step>this|last|next)\s+month
nth_weekday (?P<o>@ordinal@|fifth|last|final)\s+(?P<weekday>@weekday@)\s+(?:of|in)\s+
            (?P<month>@month@)\b@yearof@?
nth_month   (?P<o>@dayword@|\d{1,2}(?:st|nd|rd|th)|last|final)\s+month\s+of\s+
            (?:(?P<y>@year@)|(?P<step>this|last|next)\s+year)
edge_days   (?P<o>first|last|final)\s+(?:day|(?P<n>\d{1,2}|@count@)\s+days)\s+of\s+
            (?P<month>@month@)\b@yearof@?
unresolved  (?:@ordinal@|last|final|opening|closing)\s+(?:(?:\d{1,2}|@count@)\s+)?
            (?:weeks?|weekends?|fortnight|days?|months?)\s+(?:of|in)\s+(?:the\s+)?
            (?:@month@\b@yearof@?|@season@\s+(?:of\s+)?@year@|@year@|(?:@step@\s+)?(?:month|quarter|year)\b)
months_to   (?:(?P<n>\d{1,2}|@count@)\s+months|(?P<u>quarter|half-year|half|year))\s+
            (?:to|ended|ending|through)\s+(?:(?:on|in)\s+)?(?:the\s+)?(?:end\s+of\s+)?
            (?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>@month@)\b\.?
            (?:\s+(?P<d2>\d{1,2})(?!\d))?(?:,?\s+(?P<y>\d{4})(?!\d))?
week_to     (?:week|seven\s+days)\s+(?:to|ended|ending|through)\s+(?:on\s+)?
            (?:(?:@weekday@),?\s+)?(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>@month@)
            |(?P<month2>@month@)\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?)\.?(?:,?\s+(?P<y>@year@))?
day_month   (?:(?:@weekday@),?\s+)?(?:the\s+)?(?:(?P<d>\d{1,2})@th@|(?<!\ba\s)(?P<dw>@dayword@))
            \s+(?:of\s+)?(?P<month>@month@)\b\.?@yearof@?
day_month   (?:(?:@weekday@),?\s+)?(?<!\bin\s)(?P<month>@month@)\b\.?,?\s+(?:the\s+)?
            (?:(?P<d>\d{1,2})@th@|(?P<dw>@dayword@)(?!\s+(?:quarter|half)))
            (?![\w%]|[.,]\d)@yearof@?
weekday_day (?P<weekday>@weekday@)\.?,?\s+(?:the\s+)?(?:(?P<d>\d{1,2})(?:st|nd|rd|th)
            |(?P<dw>@dayword@))(?=\s*(?:[.,;!?)](?!\d)|$))
months      (?:between\s+(?P<month>@month@)\s+and|(?P<month3>@month@)\s?(?:[-–]|through\b))\s?
            (?P<month2>@month@)\b\.?(?:,?\s+(?P<y>\d{4})(?!\d))?
month_year  (?P<month>@month@)\b\.?@yearof@
unresolved  @ordinal@[-\s]+quarter\s+of\s+(?:the|its)\s+(?:\w+\s+)?(?:fiscal|financial)\s+year
quarter     (?P<o>@ordinal@)[-\s]+quarter(?:(?:\s+of)?\s+fiscal\s+(?:year\s+)?@year@|@yearof@)?
half        (?P<o>first|second)[-\s]+half@yearof@
half        (?P<o>first|second)[-\s]+half\s+of\s+(?:the|this)\s+year
season      (?P<season>@season@)@yearof@
season      (?P<step>this|last|next)\s+(?P<season>@season@)
part_unit   (?P<part>end|close|start|beginning|middle)\s+of\s+(?:the|this)\s+
            (?P<u>year|month|week|quarter|decade)
step        (?:(?<=over\sthe\s)|(?<=during\sthe\s)|(?<=within\sthe\s))
            (?P<step>next|last|coming|past)\s+(?P<u>decade)(?!\w)
unresolved  (?:next|last|coming|past)\s+decade(?!\w)
step        (?P<step>@step@)\s+(?P<u>week|weekend|month|quarter|year|decade)(?![-\w])
step_weekday (?P<step>last|this|next|past|coming|previous|upcoming)\s+(?P<weekday>@weekday@)
week_day    (?P<weekday>@weekday@)\s+(?:of\s+)?(?:the\s+)?(?P<step>@step@)\s+week(?!\w)
step_month  (?P<step>last|this|next)\s+(?P<month>@longmonth@)
span        (?P<step>@step@)\s+(?P<n>\d{1,3}|@count@)(?:\s+(?:or\s+so|of))?
            (?:\s?(?:[-–]|to|or)\s?(?P<n2>\d{1,3}|@count@))?\s+(?P<u>@unit@)s?
span        (?P<n>\d{1,3}|@count@)\s+(?P<step>next|last|past|coming|upcoming)\s+(?P<u>@unit@)s(?!\w)
span        in\s+the\s+(?P<step>next|coming)\s+(?P<n>\d{1,3}|@count@)\s+
            (?P<u>@unit@)s?(?!\w|['’-])
within      (?:within|in)\s+(?:about\s+|the\s+next\s+)?(?P<n>\d{1,3}|@count@)\s?
            (?:(?:[-–]|to|or)\s?(?P<n2>\d{1,3}|@count@)\s+)?(?P<u>@unit@)s?(?!\w|['’-])
ago         (?P<n>\d{1,3}|@count@)\s+(?P<u>@unit@)s?\s+(?P<dir>ago|earlier|later|from\s+now)
decade      (?P<y>(?:19|20)\d0)s
days_word   @days@
weekday     (?P<weekday>@longweekday@)(?!\w)
month       (?P<month>@longmonth@)(?!\w)
years       (?P<y>@year@)\s?[-–~]\s?(?P<y2>@year@)(?!-)
years       (?:between|from)\s+(?P<y>@year@)\s+(?:and|to|until|through)\s+(?P<y2>@year@)
year        (?P<y>@year@)(?!\d|[.,]\d|\s?%|['’]s\b|\s?(?:[-–~]|to)\s?[$€£]?\d
            |\s(?:and|or)\s[$€£]?(?!@year@(?![\d,]))\d)
"""

_GERMAN = r"""
unresolved  Geschäftsjahr(?:e?s)?\s+\d{4}(?:[/-]\d{2,4})? | \d{4}/\d{2}(?!\d)
unresolved  (?:@ordinal@|letzte|vorletzte)[nrsm]?\s+(?:(?:\d{1,2}|@count@)\s+)?
            (?:Wochen?|Tagen?|Wochenenden?)\s+(?:im|des|in|von)\s+(?:@month@s?\b(?:\s+@year@)?
            |@season@s?\s+@year@|(?:Jahre?s?\s+)?@year@|(?:@step@[nrsm]?\s+)?(?:Monats|Jahres))
unresolved  (?:\d{1,3}|@count@)\s+@unit@\s+(?:nach|vor)\s+@days@
nth_weekday (?P<o>@ordinal@|letzte)[nrsm]?\.?\s+(?P<weekday>@weekday@)\s+(?:im|des)\s+
            (?P<month>@month@)s?\b@yearof@?
days        (?:zwischen\s+(?:dem\s+)?(?P<d>\d{1,2})\.\s+und\s+(?:dem\s+)?
            |(?P<d3>\d{1,2})\.?\s?(?:[-–]|bis)\s?(?:zum\s+)?)(?P<d2>\d{1,2})\.\s+
            (?P<month>@month@)\.?@yearof@?
week_to     Woche\s+(?:bis|zum)\s+(?:zum\s+)?(?P<d>\d{1,2})\.\s+(?P<month>@month@)
            (?:\s+(?P<y>@year@))?
day_month   (?:(?:@weekday@),?\s+(?:den\s+|dem\s+|der\s+)?)?(?:(?P<d>\d{1,2})\.\s?
            |(?P<dw>@dayword@)\s+)(?P<month>@month@)\b\.?@yearof@?
weekday_day (?P<weekday>@weekday@),?\s+(?:der|den|dem)\s+(?:(?P<d>\d{1,2})\.|(?P<dw>@dayword@))
            (?=\s*(?:[.,;!?)](?!\d)|$))
month_year  (?P<month>@month@)\b\.?@yearof@
quarter     (?P<o>@ordinal@)[nrsm]?\.?\s+(?:Quartal|Vierteljahr)(?:e?s)?@yearof@?
half        (?P<o>erste|zweite|1|2)[nrsm]?\.?\s+(?:Halbjahr|Jahreshälfte)(?:e?s)?@yearof@
half        (?P<o>erste|zweite)[nrsm]?\s+(?:Halbjahr|Jahreshälfte)(?:e?s)?
season      (?P<season>@season@)s?@yearof@
season      (?P<step>@step@)[nrsm]?\s+(?P<season>@season@)s?
part_unit   (?P<part>Ende|Anfang|Mitte)\s+de[rs]\s+(?P<u>Jahres|Monats|Woche|Quartals|Jahrzehnts)
step        (?P<step>@step@)[nrsm]?\s+
            (?P<u>Woche|Monat|Monats|Quartal|Quartals|Jahr|Jahres|Jahrzehnt)(?!\w)
week_day    (?P<weekday>@weekday@)\s+(?:der\s+)?(?P<step>@step@)[nrsm]?\s+Woche(?!\w)
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
years       (?P<y>@year@)\s?[-–~]\s?(?P<y2>@year@)(?!-)
years       (?:zwischen|von)\s+(?P<y>@year@)\s+(?:und|bis)\s+(?P<y2>@year@)
year        (?P<y>@year@)(?!\d|[.,]\d|\s?%|\s?(?:[-–]|bis)\s?\d)
"""

_FRENCH = r"""
unresolved  exercice\s+\d{4}(?:[/-]\d{2,4})? | \d{4}/\d{2}(?!\d)
unresolved  (?:@ordinal@|première|dernier|dernière)s?\s+(?:(?:\d{1,2}|@count@)\s+)?
            (?:semaines?|jours?|week-ends?)\s+(?:de|du|d['’])\s*(?:mois\s+de\s+|l['’]an(?:née)?\s+)?
            (?:@month@\b(?:\s+@year@)?|@season@\s+@year@|@year@)
unresolved  (?:\d{1,3}|@count@)\s+@unit@s?\s+(?:après|avant)\s+@days@
days        (?:entre\s+(?:le\s+)?(?P<d>\d{1,2})(?:er)?\s+et
            |(?P<d3>\d{1,2})(?:er)?\s?(?:[-–]|au|à))\s?(?:le\s+)?(?P<d2>\d{1,2})\s+
            (?:de\s+)?(?P<month>@month@)\.?@yearof@?
day_month   (?:(?:@weekday@)\s+)?(?P<d>\d{1,2})(?:er)?\s+(?P<month>@month@)\b\.?@yearof@?
weekday_day (?P<weekday>@weekday@)\s+(?P<d>\d{1,2})(?=\s*(?:[.,;!?)](?!\d)|$))
month_year  (?P<month>@month@)\b\.?@yearof@
quarter     (?P<o>@ordinal@)\s+trimestre@yearof@?
half        (?P<o>premier|second|1er|2e)\s+semestre@yearof@?
season      (?P<season>@season@)@yearof@
part_unit   (?P<part>fin|début)\s+de\s+(?:l['’]|la\s+)?(?P<u>année|semaine)
step        (?P<step>ce|cet|cette)\s+(?P<u>semaine|mois|trimestre|année)(?:-ci)?(?!-là|\w)
week_day    (?P<weekday>@weekday@)\s+de\s+la\s+semaine\s+(?P<step>dernière|passée|prochaine)
unresolved  décennie\s+@step@
post_step   (?P<u>semaine|mois|trimestre|an|année)\s+(?P<step>@step@)
post_weekday (?P<weekday>@weekday@)\s+(?P<step>dernier|prochain)
span        (?P<n>\d{1,3}|@count@)\s+(?P<step>dernières|derniers|prochains|prochaines)\s+
            (?P<u>@unit@)s?
ago         (?P<dir>il\s+y\s+a)\s+(?P<n>\d{1,3}|@count@)\s+(?P<u>@unit@)s?
within      (?:dans|d['’]ici)\s+(?:les\s+)?(?P<n>\d{1,3}|@count@)
            (?:\s?(?:[-–]|à)\s?(?P<n2>\d{1,3}|@count@))?\s+(?P<u>@unit@)s?
decade      années\s+(?P<y>(?:19|20)\d0)(?!\d|\s?[-–]\s?\d)
days_word   @days@
weekday     (?P<weekday>@weekday@)(?!\w)
month       (?P<month>@longmonth@)(?!\w)
years       (?P<y>@year@)\s?[-–~]\s?(?P<y2>@year@)(?!-)
years       (?:entre|de)\s+(?P<y>@year@)\s+(?:et|à)\s+(?P<y2>@year@)
year        (?P<y>@year@)(?!\d|[.,]\d|\s?%)
"""

_SPANISH = r"""
unresolved  (?:ejercicio|año\s+fiscal)\s+\d{4}(?:[/-]\d{2,4})? | \d{4}/\d{2}(?!\d)
unresolved  (?:@ordinal@|última|primera|segunda|tercera|cuarta|\d{1,2}ª|últimos|primer[oa]s)\s+
            (?:(?:\d{1,2}|@count@)\s+)?(?:semanas?|días?|quincena)\s+(?:de|del)\s+
            (?:mes\s+de\s+|año\s+)?(?:@month@\b(?:\s+del?\s+@year@)?|@season@\s+del?\s+@year@
            |@year@
            |(?:@step@\s+)?(?:mes|año)(?:\s+@step@)?)
unresolved  (?:\d{1,3}|@count@)\s+@unit@s?\s+(?:después|antes|posteriores|anteriores)\s+(?:de|a)\s+
            @days@
unresolved  (?:último|última)\s+(?:año|mes|semana|trimestre|década)
nth_weekday (?P<o>@ordinal@|último)\s+(?P<weekday>@weekday@)\s+de\s+(?P<month>@month@)\b@yearof@?
nth_month   (?P<o>@ordinal@|último)\s+mes\s+del?\s+(?P<y>@year@)
days        (?:entre\s+(?:el\s+)?(?P<d>\d{1,2})\s+y
            |(?P<d3>\d{1,2})\s?(?:[-–]|al?\b|hasta))\s?(?:el\s+)?(?P<d2>\d{1,2})\s+
            (?:de\s+)?(?P<month>@month@)\b\.?@yearof@?
day_month   (?:(?:@weekday@),?\s+)?(?P<d>\d{1,2})\s+(?P<month>@month@)\.?\s+
            (?:de\s+)?(?P<y>\d{4})(?!\d)
day_month   (?:(?:@weekday@),?\s+)?(?:(?P<d>\d{1,2})(?:\.?(?:er|º|o))?\s+(?:de\s+)?
            |(?P<dw>@dayword@)\s+de\s+)(?P<month>@month@)\b\.?@yearof@?
weekday_day (?P<weekday>@weekday@),?\s+(?:el\s+)?(?:día\s+)?(?:(?P<d>\d{1,2})|(?P<dw>@dayword@))
            (?=\s*(?:[.,;!?)](?!\d)|$))
month_year  (?P<month>@month@)\b\.?(?:@yearof@|\s+(?P<y3>\d{4})(?!\d))
quarter     (?P<o>@ordinal@)\s+trimestre@yearof@?
half        (?P<o>primer|segundo)\s+semestre@yearof@?
season      (?P<season>@season@)@yearof@
part_unit   (?P<part>finales|principios|mediados)\s+de(?:l|\s+la)?\s+(?P<u>año|mes|semana)
unresolved  @step@\s+década(?!\w) | década\s+@step@
week_day    (?P<weekday>@weekday@)\s+de\s+(?:la\s+)?semana\s+(?P<step>pasada|próxima)
post_step   (?P<u>semana|mes|trimestre|año)\s+(?:que\s+)?(?P<step>@step@)
step        (?P<step>@step@)\s+(?P<u>semana|mes|trimestre|año)(?!\w)
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
years       (?P<y>@year@)\s?[-–~]\s?(?P<y2>@year@)(?!-)
years       (?:entre|del?|desde)\s+(?:el\s+)?(?:año\s+)?(?P<y>@year@)\s+
            (?:y|al?|hasta)\s+(?:el\s+)?(?P<y2>@year@)
year        (?P<y>@year@)(?!\d|[.,]\d|\s?%)
"""

# The year of what stands before it: "of 2027", "last year".
YEAR_OF: dict[str, str] = {
    "en": r"(?:(?:\s?,|\s+(?:of|in))?\s+(?:(?P<y>\d{4})(?!\d|,\d{3})"
    r"|(?P<ys>this|last|next)\s+year\b))",
    "de": r"(?:\s+(?:des\s+Jahres\s+)?(?P<y>\d{4})(?!\d)"
    r"|\s+(?:des\s+)?(?P<ys>@step@)[nrsm]?\s+Jahr(?:es)?\b)",
    "fr": r"(?:\s+(?:de\s+)?(?:(?P<y>\d{4})(?!\d)|l['’]an(?:née)?\s+(?P<ys>@step@)\b"
    r"|(?P<ys2>cette)\s+année\b(?!-là)))",
    "es": r"(?:,?\s+(?:del?|en)\s+(?:(?P<y>\d{4})(?!\d)|año\s+(?P<ys>@step@)\b"
    r"|(?P<ys2>@step@)\s+año\b)|,\s+(?P<y4>\d{4})(?!\d))",
}

FORMS: dict[str, str] = {
    "en": _COMMON + _STROKES + _SHORT + _ENGLISH,
    "de": _COMMON + _DOTTED + _STROKES + _SHORT + _GERMAN,
    "fr": _COMMON + _DOTTED + _STROKES + _SHORT + _FRENCH,
    "es": _COMMON + _DOTTED + _STROKES + _SHORT + _SPANISH,
    "": _COMMON,
}

# First words of forms that no word list holds.
OPENERS: dict[str, str] = {
    "en": """
        quarter half year week seven within in fiscal financial fy between from end close start
        beginning middle final opening closing previous preceding following
    """,
    "de": """
        zwischen von geschäftsjahr geschäftsjahres woche ende anfang mitte vor binnen innerhalb in
    """,
    "fr": """
        entre de exercice fin début semaine mois trimestre an année années décennie il dans d'ici
        d’ici première
    """,
    "es": """
        entre de del desde ejercicio año finales principios mediados semana mes trimestre década
        hace dentro en primera segunda tercera cuarta primeros primeras
    """,
    "": "",
}

# What leads a bare year; after the weak ones it must not go on like "of 2000 homes".
YEAR_LEADS: dict[str, tuple[str, str]] = {
    "en": (
        "in since by until till from during before after through throughout early late mid end",
        "of to for or and than around about year spring summer autumn winter",
    ),
    "de": (
        "in seit bis ab von vor nach jahr jahre jahres anfang mitte ende im",
        "und zu für oder wie",
    ),
    "fr": ("en depuis dès avant après fin début mi ici année", "et de à ou pour"),
    "es": ("en desde hasta antes después finales año durante", "y de o a para"),
    "": ("", ""),
}

# What must follow a frequent word for it to open a date: a cheap look before the forms are tried.
GUARDS: dict[str, str] = {
    "en": r"""
a an        \s+@unit@
in          \s+(?:\d|about\s|the\s+(?:next|coming)\s|@count@\b)
from        \s+\d
between     \s+(?:\d|the\s|@month@|@dayword@)
""",
    "de": r"""
in          \s+(?:\d|@count@\b)
von         \s+\d
ein eine einen einem einer \s+@unit@
""",
    "fr": r"""
de          \s+\d
un une      \s+(?:@unit@|@month@|@step@)
il          \s+y\s
dans        \s+(?:les\s+)?(?:\d|@count@\b)
""",
    "es": r"""
de del desde \s+(?:el\s+)?(?:año\s+)?\d
en          \s+(?:\d|@count@\b)
un una uno  \s+(?:@unit@|de\s+@month@)
""",
    "": "",
}
