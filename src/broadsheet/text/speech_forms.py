"""The forms attribution takes, per language, as verbose regular expressions with a group `who`.

Forms stand in the order they are tried. Runs are bounded, so that no text costs more than its
length times a small constant.
"""

from __future__ import annotations

import re

_CAPS = r"[A-ZÀ-ÖØ-Þ][\w&'’.-]*"
_LINK = r"(?:(?:of|and|the|for|de|la|du|der|des|von|del|&)\s+){0,2}"
_NAME = rf"(?:{_CAPS}(?:\s+{_LINK}{_CAPS}){{0,7}})"

_ROLE_NOUNS = """
company companies firm group agency authority ministry minister government regulator court bank
operator producer supplier manufacturer maker carmaker automaker yard shipyard port council
commission committee board union association institute university police report study survey
statement filing analyst analysts official officials researcher researchers economist economists
expert experts executive executives manager managers spokesman spokeswoman spokesperson chairman
chairwoman president director insurer lender utility retailer startup start-up developer
organisation organization department bureau office newspaper draft document documents papers figures
data model letter memo register
"""
_ROLE = rf"""
(?:(?:the|a|an|its|their|one|two|three|several|some|many|industry)\s+(?:[a-z-]+\s+){{0,2}}
(?:{"|".join(_ROLE_NOUNS.split())})|analysts|officials|researchers|economists|experts|sources)\b
"""

_REPORTING = """
said say says saying told announced announces reported reports claimed claims alleged alleges
stated states argued argues noted notes explained explains estimated estimates warned warns
confirmed confirms insisted insists wrote writes predicted predicts believe believes believed
suggested suggests forecast forecasts disclosed revealed declared declares
"""
# "Added" reports speech only before what was said, or at the end.
_REPORTS = rf"(?:{'|'.join(_REPORTING.split())})\b(?!(?<=wrote)\s+to\b)"
_VERBS = rf"""(?:{_REPORTS}|(?:added|adds)(?=\s+that\b|\s*[,.:"“]|\s*$))"""
_ADVERB = r"""
(?:(?:also|later|earlier|today|yesterday|has|have|had|previously|now|on\s+\w{3,8}day|[a-z]+ly)\s+)?
"""

# Any noun phrase is a source where only a source can stand: before "said", after a quotation.
_PHRASE = r"""
(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ne|[Tt]wo|[Hh]is|[Hh]er)\s+
(?:(?!(?:that|which|who|whose|and|but|is|are|was|were|be|been|being|has|have|had|will|would|can|could
|may|might|not|never|to|it|he|she|they|i|we|you|as|if|when|while|because|says?|said)\b)[\w'’-]+\s+){1,6}?
"""
_SAYING = r"(?:also\s+|later\s+|has\s+|had\s+)?(?:said|says|say|told)\b"

_FORMS = {
    "en": (
        (
            rf"(?:^|[”\"»,;]\s+)(?P<who>(?:the|The|a|A|an|An)\s+(?:[a-z][\w'’-]*\s+){{1,3}}"
            rf"(?:of|at|for|in|from)\s+(?:the\s+)?{_NAME})\s+{_SAYING}"
        ),
        (
            rf"\b(?i:according\s+to|in\s+the\s+words\s+of|as\s+per)\s+"
            rf"(?P<who>(?:[Tt]he\s+)?{_NAME}|{_ROLE})"
        ),
        (
            rf"[”\"»,]\s*(?:said|says|added|adds|told|wrote|argued|explained|noted|warned)\s+"
            rf"(?P<who>(?:the\s+)?{_NAME}|{_ROLE})"
        ),
        (
            rf"(?P<who>(?:[Tt]he\s+)?{_NAME})(?:,[^,;.]{{2,60}},|\s\([A-Z]{{2,6}}\))?\s+"
            rf"{_ADVERB}{_VERBS}"
        ),
        rf"\b(?P<who>(?i:{_ROLE}))(?:\s+(?:of|at|for)\s+{_NAME})?\s+{_ADVERB}{_VERBS}",
        rf"\b(?P<who>(?i:it|he|she|they|we))\s+{_ADVERB}{_VERBS}",
        rf"\b(?:said|says)\s+(?P<who>(?:the\s+)?{_NAME}|{_ROLE})",
        r"\b(?P<who>(?i:statement|filing|report|survey|study))\s+(?:shows?|showed)\b",
        rf"(?:^[\"“]?|[”\"»,;]\s+)(?P<who>{_PHRASE}){_SAYING}",
        rf"[”\"»,]\s+(?P<who>{_PHRASE}){_VERBS}(?=\s*[.,;]|\s+(?:on|in|at|after)\b|$)",
        (
            r"[”\"»,]\s*(?:said|says|told)\s+(?P<who>(?:the|an?|its|their)\s+[a-z][\w'’-]*"
            r"(?:\s+(?:of\s+)?[\w'’-]+){0,3}?)(?=\s*[.,;]|\s+(?:on|in|at|when|who)\b|$)"
        ),
        (
            r"(?:^|[”\"»,;]\s+)(?P<who>[A-Za-z][a-z]+s)"
            r"(?:\s+(?:in|at|of|from|on)\s+[A-Z]\w+(?:\s+[A-Z]\w+)*)?\s+(?:say|said|stated|reported)\b"
        ),
        rf"(?:^|[”\"»,;]\s+)(?P<who>{_NAME}['’]?\s+[a-z]+(?:\s+[a-z]+)?)\s+{_SAYING}",
        rf"^(?P<who>{_PHRASE}){_ADVERB}{_VERBS}",
        (
            r"\b(?i:according\s+to)\s+(?P<who>[\w'’-]+(?:\s+[\w'’-]+){0,4}?)"
            r"(?=\s*[.,;”\"]|\s+(?:of|from|familiar|obtained|by|in|at|on|with|who|that|and)\b|$)"
        ),
    ),
    "de": (
        rf"\b(?i:laut|gemäß)\s+(?P<who>(?:(?:de[rmsn]|eine[rmsn]?)\s+)?{_NAME})",
        rf"\b(?i:nach\s+angaben)\s+(?:von\s+)?(?P<who>(?:(?:de[rsn]|eine[rs])\s+)?{_NAME})",
        r"\b(?i:nach\s+(?P<who>eigenen)\s+angaben)\b",
        rf"(?P<who>(?:(?:[Dd](?:er|em|en|as|ie|es))\s+)?{_NAME})\s+zufolge\b",
        (
            rf"\b(?:sagten?|sagt|erklärten?|erklärt|teilten?|berichteten?|berichtet|meldeten?|meldet"
            rf"|betonte|schrieb|kündigte|warnte|gab)\s+(?P<who>(?:(?:der|die|das|ein|eine)\s+)?{_NAME})"
        ),
        (
            rf"(?P<who>(?:(?:[Dd]er|[Dd]ie|[Dd]as)\s+)?{_NAME})\s+(?:sagten?|sagt|erklärten?|erklärt"
            r"|berichteten?|berichtet|meldeten?|meldet|betonte|schrieb|warnte|kündigte"
            r"|teilte?\b.{0,80}?\bmit\b|gab\b.{0,60}?\bbekannt\b|hat\b.{0,60}?\bmitgeteilt\b)"
        ),
    ),
    "fr": (
        rf"\b(?i:selon|d['’]après)\s+(?P<who>(?:l['’]|l[ea]s?\s+|une?\s+)?(?:{_NAME}|[a-zà-ÿ]+))",
        (
            rf"\b(?:dit|déclaré|annoncé|indiqué|précisé|affirmé|estimé|expliqué)\s+"
            rf"(?P<who>(?:l['’]|l[ea]s?\s+)?(?:{_NAME}|entreprise|société|groupe|ministère|direction))"
        ),
        (
            rf"(?P<who>(?:[Ll]['’]|[Ll][ea]s?\s+)?(?:{_NAME}|entreprise|société|groupe))\s+(?:a|ont)\s+"
            r"(?:dit|déclaré|annoncé|indiqué|précisé|affirmé|estimé|expliqué)\b"
        ),
    ),
    "es": (
        (
            rf"\b(?i:según|de\s+acuerdo\s+con)\s+"
            rf"(?P<who>(?:el\s+|la\s+|los\s+|las\s+|una?\s+)?(?:{_NAME}|[a-zà-ÿ]+))"
        ),
        (
            rf"\b(?:dijo|afirmó|anunció|indicó|declaró|señaló|explicó|informó)\s+"
            rf"(?P<who>(?:el\s+|la\s+|los\s+|las\s+)?(?:{_NAME}|empresa|compañía|grupo|ministerio))"
        ),
        (
            rf"(?P<who>(?:(?:[Ee]l|[Ll]a)\s+)?(?:{_NAME}|empresa|compañía|grupo))\s+"
            r"(?:dijo|afirmó|anunció|indicó|declaró|señaló|explicó|informó)\b"
        ),
    ),
}
FORMS = {
    language: tuple(re.compile(form, re.VERBOSE) for form in forms)
    for language, forms in _FORMS.items()
}

# A sentence without any of these names no source.
CUES = {
    "en": re.compile(
        rf"\b(?:according\s+to|words\s+of|as\s+per|{_VERBS}|says?\b|showed\b|shows?\b)",
        re.IGNORECASE | re.VERBOSE,
    ),
    "de": re.compile(
        r"\b(?:laut|gemäß|angaben|zufolge|sag|erklär|teilt|bericht|meld|beton|schrieb|kündig|warnt"
        r"|gab|mitgeteilt)",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:selon|d['’]après|dit|déclaré|annoncé|indiqué|précisé|affirmé|estimé|expliqué)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:según|de\s+acuerdo|dijo|afirmó|anunció|indicó|declaró|señaló|explicó|informó)\b",
        re.IGNORECASE,
    ),
}
