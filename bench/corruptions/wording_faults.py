"""Faults in what is denied, which way things went, how sure, under which condition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.corruptions.material import Sentence
from bench.corruptions.rewriting import edit, replace_all, start_large

# past form -> base form, for denials and for plans told as deeds
_PASTS = dict(
    pair.split("/")
    for pair in """
sold/sell opened/open closed/close bought/buy paid/pay reported/report delivered/deliver won/win
ordered/order approved/approve signed/sign agreed/agree raised/raise cut/cut built/build
moved/move found/find reached/reach covered/cover published/publish stopped/stop started/start
rose/rise fell/fall grew/grow lost/lose gained/gain joined/join left/leave accepted/accept
rejected/reject checked/check carried/carry cost/cost took/take gave/give made/make held/hold
kept/keep said/say supplied/supply beat/beat accused/accuse hired/hire treated/treat fined/fine
spent/spend exported/export counted/count earned/earn employed/employ repaired/repair
climbed/climb dropped/drop supported/support arrived/arrive sent/send completed/complete
noticed/notice began/begin decided/decide installed/install used/use met/meet repaid/repay
planted/plant released/release banned/ban hosted/host showed/show broke/break bid/bid
warned/warn withdrew/withdraw leased/lease praised/praise
""".split()
)
_BASES = {base: past for past, base in reversed(_PASTS.items())}
_AUXILIARIES = re.compile(
    r"\b(will|has|have|had|was|were|is|are|can|may|could|would|should|must)\b(?! not|n't"
    r"| no longer|"
    r" never| no\b| neither)"
)
_PAST = re.compile(
    rf"(?<=[\w”\"] )({'|'.join(_PASTS)})\b(?! (?:no|not|nothing|nobody|by \w+ to)\b)"
)
_NOUN_BEFORE = re.compile(
    r"\b(?:the|a|an|its|their|by|of|in|to|and|or|with|for|which|who|that|each|from|had|has|have|was"
    r"|were|be|been"
    r"|is|are|not|newly|\d[\d.,]*|it|than|as|at|on|after|before|when|if|would|will|can|could|may|must)$"
)
_DENIALS = {
    r"\bdid not (\w+)\b": None,
    r"\bdoes not (\w+)\b": None,
    r"\bdo not (\w+)\b": None,
    r"\b(was|were|is|are|has|have|had|will|would|could|can|may|must|should) not\b": r"\1",
    r"\bcannot\b": "can",
    r"\bisn't\b": "is",
    r"\bwasn't\b": "was",
    r"\bwon't\b": "will",
    r"\bnever\b": "always",
    r"\bno longer\b": "still",
    r"\bwithout\b": "with",
    r"\b[Nn]obody\b": "everybody",
    r"\b[Nn]othing\b": "everything",
    r"\bNone of\b": "All of",
    r"\bNeither (.+?) nor\b": r"Both \1 and",
    r"\bno proof\b": "proof",
    r"\b[Nn]o (?=[a-z]+ (?:was|were|is|has|had|have)\b)": "one ",
    r"\bdenied that\b": "confirmed that",
    r"\brefused to\b": "agreed to",
    r"\b(has|have|had|found|reported|made|with|take|takes) no (?!more|less)": r"\1 a ",
}
_DIRECTIONS = {
    old: new
    for pair in """
rose/fell grew/shrank increased/decreased climbed/dropped gained/lost raised/lowered
opened/closed bought/sold approved/rejected accepted/rejected joined/left started/stopped
expanded/reduced widened/narrowed improved/worsened higher/lower up/down imports/exports
increase/decrease rise/fall rises/falls growth/decline lifted/imposed supports/opposes
supported/opposed hired/dismissed upheld/overturned tightened/loosened lengthened/shortened
praised/criticised began/ended arrived/departed jumped/slumped more/fewer added/removed
opening/closing profit/loss won/lost rejects/approves strengthened/weakened won/lost grow/shrink
""".split()
    for old, new in (pair.split("/"), pair.split("/")[::-1])
}
_COMPARISONS = {
    old: new
    for pair in """
more/less faster/slower higher/lower larger/smaller largest/smallest cheaper/dearer above/below
earlier/later longer/shorter better/worse stronger/weaker biggest/smallest warmer/colder
oldest/newest best/worst most/least fewer/more slower/faster bigger/smaller cheaper/costlier
heavier/lighter highest/lowest safer/riskier quieter/louder busier/quieter busiest/quietest
""".split()
    for old, new in (pair.split("/"), pair.split("/")[::-1])
}
_ORDERS = {
    r"\bbefore\b(?= (?!the court|him|it\b))": ("after",),
    r"\bafter\b": ("before",),
    r"\bfirst\b(?= (?:time|half|trial|quay|ferry|harbour|fund|unit|batch|crossing|month))": (
        "last",
    ),
    r"\blast\b(?= (?:time|battery|service|ferry|departure|train))": ("first",),
    r"\bsince\b(?= (?:20|January|March|May|June|September|the ))": ("until",),
    r"\buntil\b(?= (?:20|\d|January|March|May|June|September|the ))": ("since",),
    r"\bbegins?\b(?! to)": ("ends",),
    r"\bstarts\b": ("ends",),
}
_PLANS = (
    r"(?:(?:plans?|planned|intends?|hopes?|wants?|aims?|expects?) to"
    r"|(?:is|are) (?:expected|set|due|scheduled|planned|likely|meant) to|will|shall)"
)
_PLAN = re.compile(rf"\b{_PLANS} (\w+)\b")
_CHANCES = {
    r"\b(?:may|could|might)\b(?= (?:not )?[a-z])": ("will",),
    r"\b(?:would)\b(?= [a-z])": ("will",),
    r"\bis likely to\b": ("is certain to",),
    r"\bmay (?:also )?be\b": ("is",),
    r"\bis considering\b": ("has decided on",),
    r"\bpossibly\b": ("certainly",),
    r"\b(?:plans|intends|hopes|wants|aims) to\b": ("will",),
    r"\bshould\b(?= [a-z])": ("will",),
    r"\b(is|are) expected to\b": (r"will",),
    r"\bcould be\b": ("is",),
    r"\bmight\b(?= [a-z])": ("will certainly",),
}
_CONDITIONS = (
    re.compile(
        r",? (?:but )?(?:only )?(?:(?<!even )(?<!as )(?<!see )(?<!ask )(?<!asked )if"
        r"|unless|provided that|as long as|assuming that|in the event of|subject to|depending on"
        r"|on condition that|once (?=it |the |they |a |both ))\b[^,;]*(?=\.$)"
    ),
    re.compile(r"^(?:If|Unless|Once|As long as|Subject to|Provided that)\b[^,]*, "),
)
_LEAD = r"\b(?:(?:[Aa]bout|[Nn]early|[Mm]ore than|[Oo]nly|[Aa]lmost|[Aa]t least|[Rr]oughly) )?"
_PARTS = {
    rf"{_LEAD}half of (the|its|that|their)\b": (r"\1",),
    rf"{_LEAD}most of (the|its|them)\b": (r"all of \1",),
    r"\b[Ss]ome of (the|its)\b": (r"all of \1",),
    rf"{_LEAD}(?:a|one) (?:third|quarter|fifth|tenth) of (the|its|all)\b": (r"\1",),
    rf"{_LEAD}(?:two|three) (?:thirds|quarters|fifths) of (the|its|all)\b": (r"\1",),
    rf"{_LEAD}(?:one|two|three|four|five|six|seven|eight|nine|\d+) of (its|the) "
    r"(?=(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)\b)": (r"all of \1 ",),
    r"\bpart of the\b": ("the",),
    r"(?<!as )(?<!how )\b[Mm]any (?=[a-z]+s\b)": ("all ",),
    r"\b[Ss]everal (?=[a-z]+s\b)": ("all ",),
    rf"{_LEAD}\d+% of (the|its)\b": (r"\1",),
}


def add_denials(one: Sentence) -> Iterator[str]:
    if one.language != "en":
        return
    outside = _outside_quotes(one.text)
    for found in _AUXILIARIES.finditer(outside):
        word = found.group()
        denied = "cannot" if word == "can" else f"{word} not"
        yield one.text[: found.start()] + denied + one.text[found.end() :]
    for found in _PAST.finditer(outside):
        if not _NOUN_BEFORE.search(outside[: found.start()].rstrip()) and found.group() != "said":
            denied = f"did not {_PASTS[found.group()]}"
            yield one.text[: found.start()] + denied + one.text[found.end() :]


def drop_denials(one: Sentence) -> Iterator[str]:
    for pattern, new in _DENIALS.items():
        for found in re.finditer(pattern, one.text):
            affirmed = found.expand(new) if new else _affirmed(found)
            if found.start() == 0:
                affirmed = start_large(affirmed)
            yield one.text[: found.start()] + affirmed + one.text[found.end() :]


def _affirmed(found: re.Match[str]) -> str:
    verb, helper = found.group(1), found.group().split()[0]
    if helper == "did":
        return _BASES.get(verb, verb if verb.endswith("ed") else f"did {verb}")
    return f"does {verb}" if helper == "does" else f"do {verb}"


def turn_directions(one: Sentence) -> Iterator[str]:
    yield from _turned(one.text, _DIRECTIONS)


def turn_comparisons(one: Sentence) -> Iterator[str]:
    yield from _turned(one.text, _COMPARISONS)


def _turned(text: str, table: dict[str, str]) -> Iterator[str]:
    for found in re.finditer(rf"\b(?:{'|'.join(table)})\b", text, re.IGNORECASE):
        word = found.group()
        before, after = text[: found.start()], text[found.end() :]
        idle = re.match(r" than (?:[€$£]|NOK )?\d", after) or re.search(r"\bno $", before)
        particle = word in ("up", "down") and not re.match(r" (?:by )?[€$£]?\d", after)
        other = word == "more" and re.match(r" [a-z]+ly| new| than [a-z]", after) is None
        if idle or particle or (table is _DIRECTIONS and other and word == "more"):
            continue
        if word.lower() not in table:
            continue
        new = table[word.lower()]
        yield before + (new.capitalize() if word[0].isupper() else new) + after


def turn_orders(one: Sentence) -> Iterator[str]:
    yield from replace_all(one.text, _ORDERS)


def tell_parts_as_wholes(one: Sentence) -> Iterator[str]:
    yield from edit(one, "part")
    if "part" in one.edits:
        return
    for pattern, (new,) in _PARTS.items():
        for found in re.finditer(pattern, one.text):
            whole = found.expand(new)
            whole = start_large(whole) if found.start() == 0 else whole
            yield one.text[: found.start()] + whole + one.text[found.end() :]


def tell_plans_as_deeds(one: Sentence) -> Iterator[str]:
    for found in _PLAN.finditer(one.text):
        past = _past(found.group(1))
        if past:
            yield one.text[: found.start()] + past + one.text[found.end() :]


def _past(verb: str) -> str | None:
    if verb == "be":
        return "was"
    if verb in _BASES:
        return _BASES[verb]
    regular = {
        "begin": "began",
        "come": "came",
        "run": "ran",
        "become": "became",
        "go": "went",
        "have": "had",
        "get": "got",
        "vote": "voted",
        "need": "needed",
        "require": "required",
        "serve": "served",
        "replace": "replaced",
        "receive": "received",
        "apply": "applied",
        "reduce": "reduced",
        "cover": "covered",
        "visit": "visited",
        "test": "tested",
        "merge": "merged",
        "return": "returned",
        "move": "moved",
        "flood": "flooded",
        "study": "studied",
        "appeal": "appealed",
        "help": "helped",
        "offer": "offered",
        "provide": "provided",
        "transport": "transported",
        "connect": "connected",
        "sail": "sailed",
    }
    return regular.get(verb)


def harden_chances(one: Sentence) -> Iterator[str]:
    yield from replace_all(one.text, _CHANCES)


def drop_conditions(one: Sentence) -> Iterator[str]:
    for pattern in _CONDITIONS:
        found = pattern.search(one.text)
        if found and '"' not in found.group():
            rest = one.text[: found.start()] + one.text[found.end() :]
            if len(rest.split()) >= 4:
                yield start_large(rest)


def _outside_quotes(text: str) -> str:
    """Return the text with quoted words blanked out."""
    return re.sub(r'"[^"]*"|“[^”]*”', lambda found: " " * len(found.group()), text)
