"""The forms a language looks ahead with: future, intention, timetable, possibility, and the past.

A `strong` form speaks of the future by itself ("will open", "is due to open"); a `dated` one only
together with a date that is ahead ("may open", "must open", "has agreed to open"); the `timetable`
form is the present tense of plans ("deliveries start in"). `past` forms put a clause in the past,
`barriers` between a form and a date say that the date belongs to something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ADVERB = (
    r"(?:\w+ly |now |still |also |not |next |since |then |all |both |once |soon |yet |back ){0,2}"
)
_WHEN = (
    r"(?:in|on|by|at|before|for|from|until|within|this|next|early|late|mid|back|out|online|after"
    r"|around|no later)\b"
)
_DUE_TO = (
    r"be|become|begin|open|start|launch|publish|report|close|end|finish|complete|arrive|deliver"
    r"|expire|meet|decide|vote|release|enter|come|take|go|sign|file|present|announce|resume|return"
    r"|hold|receive|ship|leave|join|move|sell|pay|build|install|replace|appear|run|rule|set|name"
    r"|speak|play|face|stand|step|hand|retire|rise|fall|visit|travel|testify|reopen|conclude"
)
_INTEND = (
    r"plans?|aims?|intends?|hopes?|wants?|promises?|pledges?|vows?|seeks?|proposes?|prepares?"
    r"|threatens?|undertakes?|looks?|means?"
)
_COMMITTED = (
    r"promised|pledged|vowed|agreed|committed|decided|undertaken|offered|threatened|resolved"
)
_NOUNS = (
    r"start|launch|opening|closure|closing|deliver(?:y|ies)|completion|vote|election|hearing|trial"
    r"|release|debut|return|listing|sale|merger|expiry|deadline|end|handover|publication|premiere"
    r"|referendum|auction|strike|target|goal|ban|switch|conference|summit|meeting|introduction"
)
_IRREGULAR = (
    r"began|became|bought|broke|brought|built|came|caught|chose|did|drew|drove|fell|felt|flew"
    r"|fought|found|gave|got|grew|had|heard|held|kept|knew|laid|led|left|lent|lost|made|met|paid"
    r"|ran|rang|rode|rose|said|sang|sank|sat|saw|sent|shook|shot|showed|shrank|slid|sold|spent|spoke"
    r"|stole|stood|struck|swept|taught|thought|threw|told|took|tore|understood|was|went|were|withdrew"
    r"|woke|won|wore|wrote|has|have|been"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FutureForms:
    """One language's forms, searched in a clause; `blocked` sees a form with what stands around it.

    `nouns` and `attached` are searched in what stands before a date.
    """

    strong: re.Pattern[str]
    dated: re.Pattern[str]
    timetable: re.Pattern[str]
    nouns: re.Pattern[str]
    past: re.Pattern[str]
    barriers: re.Pattern[str]
    attached: re.Pattern[str]
    blocked: re.Pattern[str]


_NEVER = re.compile(r"(?!)")

_ENGLISH = FutureForms(
    strong=re.compile(
        rf"\b(?:will|shall|won['’]t)\b(?:,[^,;]{{1,60}},)?\s+{_ADVERB}[a-z]{{2,}}\b"
        rf"|\b\w+['’]ll\s+{_ADVERB}[a-z]{{2,}}\b"
        rf"|\b(?:is|are|remains?)\s+{_ADVERB}(?:expected|scheduled|slated|planned|booked|timed"
        rf"|forecast|projected|predicted|tipped|destined)\s+(?:to\b(?! have\b)|{_WHEN}|and\b)"
        rf"|\b(?:is|are|remains?)\s+{_ADVERB}(?:expected|scheduled|slated|planned|forecast)\s*[.,]"
        rf"|\b(?:is|are|remains?)\s+{_ADVERB}set\s+(?:to|for)\b"
        rf"|\b(?:is|are|remains?)\s+{_ADVERB}(?:un)?likely\s+to\b(?! have\b)"
        rf"|\b(?:is|are|remains?)\s+{_ADVERB}(?:poised|on (?:track|course)|about|going|preparing"
        rf"|looking|planning|hoping|aiming|seeking|ready|in line|due back)\b(?:\s+(?:to|for|in)\b|"
        rf"\s+an?\b)"
        rf"|\b(?:is|are)\s+{_ADVERB}targeting\b"
        rf"|\b(?:is|are|remains?)\s+{_ADVERB}due\s+(?:to\s+(?:{_DUE_TO})\b|{_WHEN})"
        rf"|\b(?:now|currently|still)\s+(?:expected|slated|scheduled|planned|due)\s+(?!to\s+(?!"
        rf"(?:{_DUE_TO})\b))"
        rf"|\b(?:{_INTEND})\s+(?:\w+ly )?to\s+(?!know\b|understand\b)[a-z]+\b"
        rf"|\b(?:has|have|with)\s+(?:\w+\s)?plans to\s+[a-z]+\b"
        rf"|\bplans\s+(?:a|an|another|its|neither|\d+|no more)\s"
        rf"|\bwants?\s+[a-z ]{{2,40}}\s+to\s+be\b"
        rf"|\b(?:expects?|anticipates?|foresees?)\b(?! not\b)"
        rf"|\b(?:forecasts?|predicts?|projects|reckons?)\s+(?:that|an?|no|its|the|\d|growth|revenue"
        rf"|sales|profits?|demand)\b"
        rf"|\btargets?\s+(?:an?|annual|sales|revenue|growth|output|profits?|[$€£\d])"
        rf"|\b(?:is|are)\s+{_ADVERB}to\s+(?!blame\b)[a-z]+\b"
        rf"|\b(?:has|have)\s+{_ADVERB}(?:{_COMMITTED})\s+(?:to|not to)\b"
        rf"|\b(?:vowed|pledged)\s+to\s+[a-z]+\b"
        rf"|\b(?:has|have)\s+(?:\w+\s+)?(?:scheduled|called|set|fixed)\s+[^.;]{{2,60}}?\bfor\b"
        rf"|\bcan\s+[a-z]+\s+(?=(?:[a-z]+ ){{0,3}}(?:until|before|by)\b)"
        rf"|\b(?:has|have)\s+(?=until\b)|\bdue (?:within|any)\b",
    ),
    dated=re.compile(
        rf"\b(?:could|may|might|would|should|must|can)\s+{_ADVERB}(?!have\b)[a-z]{{2,}}\b"
        rf"|\b(?:has|have)\s+to\s+[a-z]+\b"
        rf"|\bto\s+(?![a-z]+ing\b)[a-z]{{2,}}\b"
        rf"|\b(?:is|are)\s+{_ADVERB}[a-z]+ing\b"
        rf"|\b(?:slated|scheduled|planned|expected|due|set|timed|booked|forecast|committed)\s+"
        rf"(?:to\b|{_WHEN})"
        rf"|\bsees?\s+[^.;]{{2,40}}?[a-z]+ing\b",
    ),
    timetable=re.compile(
        r"(?<!\b[Aa] )(?<!\b[Aa]n )(?<!\b[Tt]he )(?<!\b[Ii]ts )(?<!\b[Tt]heir )(?<!\b[Tt]his )"
        r"(?<!\bto )(?<!-)"
        r"\b(?:starts?|begins?|opens?|closes|ends?|expires?|arrives?|votes?|decides?|meets?|reports"
        r"|publishes|returns?|resumes?|launches|runs|shuts|takes effect|take effect"
        r"|comes into force|come into force|goes to a vote|go to a vote)"
        r"\s+(?:(?:its|on)\s+(?:the\s+)?\w+\s+|service\s+)?"
        r"(?=(?:in|on|by|at|from|until|before|this|next|early|late)\b)",
    ),
    nouns=re.compile(
        rf"\b(?:{_NOUNS})s?\b(?:\s+[^\s,.;]+){{0,3}}?,?\s+(?:in|on|from|by|for|at|of)\s+(?:the\s+)?$"
    ),
    past=re.compile(rf"(?<!be )(?<!is )(?<!are )\b(?:[a-z]+[^e\W]ed|{_IRREGULAR})\b"),
    barriers=re.compile(
        r"\b(?:than|since|where|when|who|whose|was|were|had|did|after|beat|compared|against"
        r"|whether|if|how|why)\b"
        rf"|(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bbeing )\b(?:[a-z]+[^e\W]ed|{_IRREGULAR})"
        r"(?:\s+\w+){0,2}\s*$"
    ),
    attached=re.compile(r"\b(?:of|than|since)\s+(?:the\s+)?$|\w['’]s\s+$"),
    blocked=re.compile(
        r"(?:\b(?:the|its|his|her|their|our|your|my|a|an|any|of|such|own|free|good|political|dropped"
        r"|abandoned|shelved|old|new|other|whose|these|those|under|denied|and the)|['’]s)\s+"
        r"(?:will|plans?|aims?|hopes?|promises?|forecasts?|targets?|projects|means|looks?|wants?)\b"
        r"|\b(?:aim|goal|purpose|point|idea|task|job|role|trick|way|key|answer)\s+(?:is|are)\s"
        r"|\bwho will not\b|\bthose who\b|\byou will\b"
        r"|\bwill\s+(?:always|often|usually|sometimes|of)\b"
        r"|\b(?:not|never)\s+(?:planned|scheduled|intend)"
        r"|\b(?:did|do|does) not (?:plan|expect|want)\b"
        rf"|\b(?:was|were|had|been|then)\s+{_ADVERB}(?:due|scheduled|slated|planned|expected|set"
        r"|timed)\b"
        r"|\b(?:to|as|never|had|was|were|been|nobody) (?:expect|forecast|predict)s?\b"
        r"|\b(?:did|does)(?: not|n['’]t) (?:begin|start|open|end|close|arrive|launch|return)\b"
        r"|\bhas no\b|\bhave no\b|\bhoping against\b|\bmeans? to (?:be|do)\b"
        r"|\blooks? to (?:be|have)\b",
        re.IGNORECASE,
    ),
)

# The passive of the present: "wird von zwei Brüdern geleitet".
_PARTICIPLE_AHEAD = (
    r"[^,;.]*?\b(?:ge[a-zäöüß]{2,}(?:t|en)|(?:be|ver|ent|er|zer)[a-zäöüß]{2,}(?:t|ieben|oren|unden"
    r"|ochen|ossen|offen)|[a-zäöüß]{3,}iert)(?=\s*(?:$|[.,;]))"
)

_GERMAN = FutureForms(
    strong=re.compile(
        rf"\b(?:wird|werden)\b(?!{_PARTICIPLE_AHEAD})|\b(?:soll|sollen|will|wollen|muss|müssen|plant|planen|rechnet|rechnen"
        r"|erwartet|erwarten|beabsichtigt|beabsichtigen|hofft|hoffen|peilt|peilen)\b"
        r"|\bstreb(?:t|en)\b[^.;]*?\ban\b|\b(?:verschiebt|verschieben) sich\b"
        r"|\b(?:ist|sind|bleibt)\b[^,;]{0,60}?\b(?:geplant|vorgesehen|angesetzt|geplante?|terminiert)\b"
        r"|\bkündig(?:te|ten|t)\b[^.;]{0,80}?\ban,[^.;]*?\bzu\b"
    ),
    dated=re.compile(
        r"\b(?:wird|werden|könnte|könnten|dürfte|dürften|kann|können|möchte|möchten|verschoben|geplante?n?)\b"
    ),
    timetable=re.compile(
        r"\b(?:beginnt|beginnen|startet|starten|endet|enden|läuft|öffnet|tagt|tritt|eröffnet)\b"
    ),
    nouns=re.compile(
        r"\b(?:Eröffnung|Start|Beginn|Lieferung|Auslieferung|Abstimmung|Wahl|Frist|Schließung)\b"
        r"(?:\s+[^\s,.;]+){0,3}?\s+(?:im|am|ab|bis|zum|für)\s+(?:den\s+|dem\s+)?$"
    ),
    past=re.compile(
        r"\b(?:wurde|wurden|war|waren|hatte|hatten|hat|haben|ging|gingen|fiel|fielen|kam|kamen"
        r"|nahm|nahmen|brach|stieg|stiegen|sank|sanken|schloss|schlossen|wollte|wollten|sollte"
        r"|sollten|gab|gaben|blieb|blieben|sprach|lag|lagen|stand|traf|verlor|gewann|seit"
        r"|[a-zäöüß]{3,}(?:[^aeiou\W]|ie)te(?:n)?)\b"
    ),
    barriers=re.compile(
        r"\b(?:als|seit|gegenüber|nach|wurde|wurden|war|waren|hatte|hatten|ging|kam|nahm)\b"
    ),
    attached=re.compile(r"\b(?:von|als|seit|nach|gegenüber)\s+(?:de[mnrs]\s+)?$"),
    blocked=re.compile(
        r"\b(?:[Dd]er|[Ss]ein|[Ii]hr|[Ff]reie[rn]?)\s+[Ww]ill|\bnicht (?:mehr )?geplant"
    ),
)

_FRENCH = FutureForms(
    strong=re.compile(
        r"\b[^\W\d_]{2,}(?:ra|ront)\b(?<!opéra)(?<!caméra)(?<!extra)(?<!ultra)(?<!Sahara)"
        r"|\b(?:va|vont)\s+(?:\w+\s)?(?:\w+)(?:er|ir|re|oir)\b"
        r"|\b(?:devrait|devraient|doit|doivent)\s+(?:\w+\s)?\w+(?:er|ir|re|oir)\b"
        r"|\b(?:prévoi(?:t|ent)|table(?:nt)? sur|compte(?:nt)?\s+\w+(?:er|ir|re)"
        r"|entend(?:ent)?\s+\w+|espère(?:nt)?|envisage(?:nt)?|vise(?:nt)?|attend(?:ent)?)\b"
        r"|\b(?:est|sont)\s+(?:\w+\s)?(?:prévue?s?|attendue?s?|programmée?s?)\b"
    ),
    dated=re.compile(r"\b(?:pourrait|pourraient|peut|peuvent)\s+\w+"),
    timetable=re.compile(r"\b(?:commence|commencent|débute|ouvre|ferme|expire|entre en vigueur)\b"),
    nouns=_NEVER,
    past=re.compile(r"\b(?:a|ont|avait|avaient|était|étaient|fut|furent|est (?:né|mort|parti))\b"),
    barriers=re.compile(r"\b(?:que|depuis|après|où|était|avait|contre)\b"),
    attached=re.compile(r"\b(?:depuis|qu['’]en|que)\s+$"),
    blocked=re.compile(r"\bn['’](?:est|a) pas (?:prévu|attendu)|\bne prévoi"),
)

_SPANISH = FutureForms(
    strong=re.compile(
        r"\b[^\W\d_]{2,}(?:rá|rán)\b(?<!quizá)(?<!detrás)"
        r"|\b(?:va|van)\s+a\s+\w+(?:ar|er|ir|se)\b"
        r"|\b(?:prevén?|prevé|planean?|pretenden?|esperan?|quieren?|aspiran? a|confían? en)\b"
        r"|\b(?:está|están)\s+(?:\w+\s)?(?:previst[oa]s?|programad[oa]s?)\b"
    ),
    dated=re.compile(r"\b(?:podría|podrían|puede|pueden|debe|deben|tiene|tienen)\s+\w+"),
    timetable=re.compile(
        r"\b(?:comienza|comienzan|empieza|empiezan|abre|cierra|vence|entra en vigor)\b"
    ),
    nouns=_NEVER,
    past=re.compile(
        r"\b(?:ha|han|había|habían|era|eran|fue|fueron|estaba|[^\W\d_]{2,}(?:ó|aron|ieron))\b"
    ),
    barriers=re.compile(r"\b(?:que|desde|después|donde|fue|había|frente)\b"),
    attached=re.compile(r"\b(?:desde|que en|que)\s+(?:el\s+)?$"),
    blocked=re.compile(r"\bno (?:está previst|prevé|espera|planea)"),
)

FORMS = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
