"""The words that put a clause in the past or ahead of its text, per language.

Endings tell regular verbs, lists the closed classes: auxiliaries, modals, strong verbs. A named
group in an expression marks the past; every other match points ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.text import date_words as words

_FLAGS = re.VERBOSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """One language's signs; `lead` stands right before a date, `aim` right before a day set.

    `moved` tells where a date went to; in it the date itself is a NUL, as the verb may follow it.
    `verb_last`: the finite verb may end the clause, so before and after are read as one.
    """

    any: re.Pattern[str]
    lead: re.Pattern[str]
    moved: re.Pattern[str]
    aim: re.Pattern[str]
    clause: re.Pattern[str]
    no_verbs: frozenset[str]
    verb_last: bool = False


# Strong verbs in the past; the last row are those whose past looks like the present.
_ENGLISH_PAST = """
was were had did began became bought broke brought built came caught chose drew drove fell felt flew
fought found gave got grew heard held kept knew laid led left lent lost made met paid ran rang rode
rose said sang sank sat saw sent shook shot shrank slid sold spent spoke stole stood struck swept
taught thought threw told took tore understood went withdrew woke won wore wrote swore dealt meant
overtook undertook underwent outsold bore bound bred burnt clung crept dug drank ate fed fled forgot
froze hid hung knelt leapt lit rebuilt sought shone slept spun sprang stuck swam swung wound
hit cut put set shut let cost spread beat quit burst cast split
"""
_ENGLISH_AHEAD = """
expected scheduled planned slated due set timed booked forecast projected supposed meant tipped
billed poised likely
"""
_NOT_PAST = "need|indeed|proceed|succeed|exceed|feed|speed|seed|breed|hundred|shed|naked|sacred"


def _any(listed: str | Iterable[str]) -> str:
    chosen = listed.split() if isinstance(listed, str) else listed
    return "(?:" + "|".join(sorted(chosen, key=lambda word: (-len(word), word))) + ")"


def _time_words(language: str) -> frozenset[str]:
    """Return what is never the verb of a sentence: the names of times themselves."""
    tables = (words.MONTHS, words.WEEKDAYS, words.UNITS, words.SEASONS, words.STEPS, words.DAYS,
              words.PARTS, words.COUNTS)  # fmt: skip
    return frozenset(word for table in tables for word in table[language])


_ENGLISH = Signs(
    any=re.compile(
        rf"""
        (?P<past>\b(?:was|were|had\s+been|been)\s+(?:\w+ly\s+|also\s+|not\s+){{0,2}}
            {_any(_ENGLISH_AHEAD)}\b)
        |\b(?:will|shall|won['’]t)\b|['’]ll\b|\bgoing\s+to\b|\b(?:ha(?:s|ve)|needs?)\s+to\b
        |\b(?:would|may|might|could|can|must|should)\b(?!\s+(?:not\s+)?have\b)
        |\b(?:is|are|remains?|be)\s+(?:\w+\s+){{0,2}}?{_any(_ENGLISH_AHEAD)}\b
        |\b(?:is|are)\s+(?:not\s+|now\s+|also\s+|about\s+)?to\s+[a-z]
        |(?<!\w)(?:expected|scheduled|planned|slated|due|supposed|set|forecast)\s+
            (?:to|for|in|on|by|at|from|next)\b
        |\b(?:expects?|plans?|aims?|intends?|hopes?|wants?|seeks?|anticipates?|foresees?|forecasts?
            |proposes?|prepares?)\b
        |\b(?:agreed|vowed|pledged|promised|decided|offered|voted|planned|wanted|hoped|threatened)
            \s+(?:not\s+)?to\b
        |(?P<gone>\b(?:has|have|been)\b(?!\s+until\b)
        |(?<!\bto\s)(?<!\ba\s)(?<!\bthe\s)(?<!\bits\s)(?<!\ban\s)\b{_any(_ENGLISH_PAST)}\b
        |(?<!\bbe\s)(?<!\bare\s)(?<!\bis\s)(?<!\bbeing\s)(?<!\ba\s)(?<!\ban\s)(?<!\bthe\s)
            (?<!\bits\s)(?<!\btheir\s)(?<!-)\b(?!(?:{_NOT_PAST})\b)[a-z]{{2,}}ed\b(?!-))
        """,
        _FLAGS,
    ),
    lead=re.compile(
        r"(?:(?P<past>\bsince)|\b(?:by|until|till|before|from|starting|effective))"
        r"\s+(?:the\s+(?:end\s+of\s+)?|early\s+|late\s+|mid-)?$",
        re.IGNORECASE,
    ),
    moved=re.compile(
        r"\b(?:moved|postponed|delayed|deferred|adjourned|extended|rescheduled|pushed\s+back"
        r"|brought\s+forward|put\s+off)\b[^,;]{0,120}\b(?:from|to|until|till)\s+(?:the\s+)?\x00"
    ),
    aim=re.compile(r"\bfor\s+(?:the\s+)?$"),
    clause=re.compile(
        r"[,:–—(“\"]\s|\b(?:that|which|who|when|while|but|because|although|after|before|if|once"
        r"|and|where|whether)\s"
    ),
    no_verbs=_time_words("en")
    | frozenset("from than with about this that over until during".split()),
)

_GERMAN_PAST = """
war waren wurde wurden hatte hatten hat haben worden ging gingen kam kamen gab gaben fiel fielen
stieg stiegen sank sanken
lag lagen stand standen sprach sprachen schloss schlossen blieb blieben hielt
hielten begann begannen verlor verloren gewann gewannen trat traten lief liefen nahm nahmen brach
brachen bot boten zog zogen ließ ließen hieß hießen schrieb schrieben rief riefen traf trafen fand
fanden wuchs wuchsen schied schieden verschob verschoben beschloss beschlossen starb starben sah
"""
_NOT_PRETERITE = """
heute letzte letzten zweite zweiten dritte dritten vierte vierten bitte rechte rechten weite weiten
könnte könnten müsste müssten dürfte dürften möchte möchten arbeiten bieten warten starten leisten
erwarten raten betreten vertreten treten breite breiten alte alten gute guten hätte hätten gesamte
gesamten bekannte bekannten erste ersten fünfte fünften nächste nächsten älteste ältesten größte
größten beste besten meiste meisten kosten halten gelten erhalten enthalten verhalten ersten
"""
_GERMAN = Signs(
    any=re.compile(
        rf"""
        (?P<past>(?<!\w)(?:{_any(_GERMAN_PAST)}
        |(?!{_any(_NOT_PRETERITE)}\b)[a-zäöüß]{{2,}}t(?:e|en))\b)
        |\b(?:wird|werden|soll|sollen|will|wollen|muss|müssen|könnten?|dürften?|müssten?|plan(?:t|en)
        |erwarte[nt]|beabsichtigt|rechne[nt]|kommende[nrsm]?|künftig|voraussichtlich)\b
        """,
        _FLAGS,
    ),
    lead=re.compile(
        r"\b(?:(?P<past>seit)|bis|ab|spätestens)\s+(?:zum\s+|zur\s+|Ende\s+|Anfang\s+|Mitte\s+)?$",
        re.IGNORECASE,
    ),
    moved=re.compile(
        r"\b(?:verschoben|vertagt|verlängert|verschiebt)\b[^,;]{0,90}\b(?:auf|bis)\s+(?:den\s+)?\x00"
        r"|\b(?:auf|bis)\s+(?:den\s+|zum\s+)?\x00[^,;]{0,60}\b(?:verschoben|vertagt|verlängert)\b"
    ),
    aim=re.compile(r"\bfür\s+(?:den\s+)?$"),
    clause=re.compile(r"[,:–—(„\"]\s|\b(?:und|aber|sondern|denn|oder)\s"),
    no_verbs=_time_words("de")
    | frozenset("dieser diese dieses jeder jeden über unter gegen ohne nach".split()),
    verb_last=True,
)

_FRENCH = Signs(
    any=re.compile(
        r"""
        (?P<past>\b(?:a|ont|avai(?:en)?t|est|sont|étai(?:en)?t|fut|furent|eut|s['’]est|n['’]a|y\s+a)\b
            (?!\s+(?:prévue?s?|attendue?s?)\b)
            (?:\s+(?:été|pas|déjà|également|aussi|récemment|\w+ment))*
            \s+(?:\w+(?:é|i|u|is|it|ert|aint)(?:e?s?))\b
        |\bétai(?:en)?t\b|\bavai(?:en)?t\b|(?<!\w)(?![a-zà-ÿ]+rai(?:en)?t\b)[a-zà-ÿ]{3,}ai(?:en)?t\b
        |(?<!\w)[a-zà-ÿ]{2,}(?:èrent|irent|urent)\b)
        |(?<!\w)(?!opéra\b|caméra\b)[a-zà-ÿ]{2,}(?:era|eront|ira|iront|dra|dront|tra|tront|vra|vront
            |ura|uront|rra|rront)\b
        |\b(?:sera|seront|fera|feront|ira|iront|aura|auront)\b
        |(?<!\w)[a-zà-ÿ]{2,}rai(?:en)?t\b
        |\b(?:doit|doivent|va|vont|prévoit|prévoient|compte|espère|entend|envisage)\b
        |\b(?:est|sont)\s+(?:prévue?s?|attendue?s?|programmée?s?)\b
        """,
        _FLAGS,
    ),
    lead=re.compile(
        r"(?:(?P<past>\bdepuis)|\bd['’]ici(?:\s+à)?|\bavant|\bjusqu['’]\w+|\bdès|\bà\s+partir\s+d[eu])"
        r"\s+(?:la\s+|le\s+|l['’]|fin\s+|début\s+|mi-)?$",
        re.IGNORECASE,
    ),
    moved=re.compile(
        r"\b(?:reportée?s?|repoussée?s?|prolongée?s?)\b[^,;]{0,90}\b(?:à|au|en|jusqu\w*)\s+\x00"
    ),
    aim=re.compile(r"\bpour\s+(?:le\s+)?$"),
    clause=re.compile(r"[,:–—(«]\s|\b(?:qui|et|mais|car|lorsque|quand|où|que)\s|\bqu['’]"),
    no_verbs=_time_words("fr")
    | frozenset("dans pour avec sans cette entre depuis avant après leur leurs".split()),
)

_SPANISH = Signs(
    any=re.compile(
        r"""
        (?P<past>(?<!\w)[a-zñáéíóú]{2,}(?:ó|aron|ieron|jeron|yeron)\b
        |(?<!\w)(?![a-zñáéíóú]+rían?\b)(?!(?:todavía|día|compañía|mayoría|economía|energía)s?\b)
            [a-zñáéíóú]{2,}(?:aba|aban|ía|ían)\b
        |\b(?:fue|fueron|era|eran|hubo|hizo|dijo|tuvo|puso|pudo|dio|vino|quiso|supo|trajo|condujo)\b
        |\b(?:ha|han|había|habían|hemos)\s+\w+(?:ado|ido|to|cho)\b)
        |(?<!\w)[a-zñáéíóú]{2,}r(?:á|án|emos|ía|ían)\b
        |\b(?:va|van)\s+a\b|\b(?:debe|deben|prevén?|planea|planean|espera|esperan)\b
        |\bprevist[oa]s?\b
        """,
        _FLAGS,
    ),
    lead=re.compile(
        r"\b(?:(?P<past>desde)|hasta|antes\s+de|a\s+partir\s+del?)\s+"
        r"(?:el\s+|la\s+|finales\s+de\s+|principios\s+de\s+)?$",
        re.IGNORECASE,
    ),
    moved=re.compile(
        r"\b(?:aplazad[oa]s?|pospuest[oa]s?|prorrogad[oa]s?|aplazó|pospuso)\b[^,;]{0,90}"
        r"\b(?:a|al|hasta)\s+(?:el\s+)?\x00"
    ),
    aim=re.compile(r"\bpara\s+(?:el\s+)?$"),
    clause=re.compile(r"[,:–—(«]\s|\b(?:que|y|pero|porque|cuando|donde)\s"),
    no_verbs=_time_words("es")
    | frozenset("para entre desde hasta sobre esta este estos estas según tras".split()),
)

SIGNS = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
