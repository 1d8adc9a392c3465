"""Faithful rewrites by rule: what a check must let pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ruamel.yaml import YAML

from bench.corruptions.material import Case, Sentence, order_of
from bench.corruptions.rewriting import replace_all, start_large, start_small, without_stop
from bench.corruptions.source_faults import said
from broadsheet.analyse.trimming import trim_sentence
from broadsheet.text.speech import find_speaker

Rule = Callable[[Sentence], Iterator[str]]

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = "|".join(_MONTHS)
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
_SCALE = {"million": 6, "billion": 9, "crore": 7}
_COUNT = re.compile(
    rf"(?<=[a-z] )\b({'|'.join(_SMALL[2:])}) (?!thirds|quarters|fifths)(?=[a-z]+s\b)"
)
_DIGIT = re.compile(r"(?<=[a-z] )\b(\d|1[0-2]) (?=[a-z]{4,}s\b)")
_SCALED = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{1,3})?) (million|billion|crore)\b")
_GROUPED = re.compile(r"(?<![\w.,])(\d{1,3}),(\d{3})(?![\d,.]\d)")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}}) ({_MONTH})( 20\d\d)?\b")
_WORDED = {
    r"%": (" per cent", " percent"),
    r"(\d) per cent": (r"\1%",),
    r"€(\d[\d.,]*\d|\d)(?! million| billion|[.,]?\d)": (r"EUR \1", r"\1 euros"),
    r"€(\d[\d.]*) million": (r"€\1m", r"EUR \1 million", r"\1 million euros"),
    r"\$(\d[\d.]*) million": (r"$\1m", r"\1 million dollars"),
    r"€(\d[\d.]*) billion": (r"€\1bn",),
    r"NOK (\d[\d.]*) billion": (r"NOK \1bn",),
    r"\bmegawatt-hours\b": ("MWh",),
    r"(?<=\d) megawatts\b": (" MW",),
    r"(?<=\d) kilometres\b": (" km",),
    r"(?<=\d) kilometres\b(?! an)": (" kilometers",),
    r"(?<=\d) tonnes\b": (" metric tons",),
    r"(?<=\d) kilograms\b": (" kg",),
    r"(?<=\d) metres\b": (" m",),
    r"(?<=\d) hectares\b": (" ha",),
    r"\btwice\b": ("two times",),
    r"\bdoubled\b": ("rose twofold",),
    r"(?<=[a-z0-9] )(?<!saves )(?<!in )a year\b(?! ago| earlier| of| later)": ("per year",),
    r"(?<=s )a day\b": ("per day", "daily"),
    r"(?<=s )a month\b(?! ago| earlier)": ("per month",),
    r"\b(in|of) the second quarter of (20\d\d)\b": (r"\1 Q2 \2",),
    r"\bthe first quarter of (20\d\d)": (r"Q1 of \1",),
    r"\bin the third quarter of (20\d\d)\b": (r"in Q3 \1",),
    r"(?<!One )(?<!one )(?<!first )(?<!second )(?<!northern )(?<!eastern )\bhalf of\b": ("50% of",),
    r"\b([Aa]) third of\b": ("one third of",),
    r"\ba quarter of\b": ("25% of", "one quarter of"),
    r"\bfour weeks\b": ("4 weeks",),
    r"\bfirst half of (20\d\d)": (r"H1 \1",),
}
_BOUNDS = {
    r"(?<!no )\bmore than (?=[€$]?\d)": ("over ", "in excess of "),
    r"\bover (?=[€$]?\d)": ("more than ",),
    r"\babout (?=[€$]?\d)": ("around ", "roughly ", "approximately ", "some "),
    r"\broughly (?=[€$]?\d)": ("about ",),
    r"\bnearly (?=[€$]?\d)": ("almost ", "close to "),
    r"\balmost (?=[€$]?\d)": ("nearly ",),
    r"\bat least (?=[€$]?\d)": ("no fewer than ", "a minimum of "),
    r"\bup to (?=[€$]?\d)": ("as much as ", "at most ", "a maximum of "),
    r"\bfewer than (?=\d)": ("less than ", "under "),
}
_SYNONYMS = {
    r"\brose\b": ("increased", "climbed", "went up"),
    r"\bfell\b(?! ill| in\b)": ("dropped", "declined", "decreased"),
    r"\bplans to\b": ("intends to", "is planning to"),
    r"\bexpects to\b": ("hopes to",),
    r"\bmay\b(?= [a-z])": ("might", "could"),
    r"\bcould\b(?= [a-z])": ("might",),
    r"\bis expected to\b": ("should", "is likely to"),
    r"\bbought\b": ("acquired", "purchased"),
    r"\bsaid\b": ("stated", "reported"),
    r"\bwill not\b": ("won't",),
    r"\bdid not\b": ("didn't",),
    r"\bis not\b": ("isn't",),
    r"\bwas not\b": ("wasn't",),
    r"\bhas not\b": ("hasn't",),
    r"\bcannot\b": ("can't", "is unable to"),
    r"\bbecause of\b": ("due to", "owing to"),
    r"\bbegins?\b": ("starts",),
    r"\bstarts\b": ("begins",),
    r"\bthe biggest\b": ("the largest",),
    r"\bthe largest\b": ("the biggest",),
    r"\bwants to\b": ("would like to",),
    r"\bhired\b": ("recruited",),
    r"\bcheaper\b": ("less expensive",),
    r"\bNobody was\b": ("No one was",),
    r"\bdismissed\b": ("fired", "laid off"),
    r"\bincreased\b": ("rose", "grew"),
    r"\blater\b": ("afterwards",),
    r"\bcompany\b": ("firm",),
    r"\babroad\b": ("overseas",),
    r"\bunless\b": ("if not",),
    r"\bprovided that\b": ("if",),
    r"\blast year\b": ("in the past year",),
    r"\bagreed to buy\b": ("agreed to acquire",),
    r"\bthrough\b": ("via",),
    r"\bwon\b": ("secured",),
    r"\bshut down\b": ("closed",),
    r"\bonly if\b": ("solely if",),
}
_DEMONYMS = {
    r"^The (ministry|union|council|parliament|court|company|agency)\b": (r"A \1",),
    r"\bthe central bank of Velmark\b": ("Velmark's central bank",),
    r"\bThe central bank of Velmark\b": ("Velmark's central bank",),
    r"\bThe parliament of Karesund\b": ("Karesund's parliament",),
    r"\bThe mayor of (\w+)\b": (r"\1's mayor",),
    r"\bMaritime Power Agency\b": ("MPA",),
    r"\bCoastal Transport Authority\b": ("CTA", "Coastal Transport Authority (CTA)"),
    r"\bHalsund Ferries\b": ("Halsund",),
    r"\bVoltara Cells\b": ("Voltara",),
    r"\bTarnholm Shipping\b": ("Tarnholm",),
    r"\bSaltmere Storage\b": ("Saltmere",),
    r"\bBrackwater Grid\b": ("Brackwater",),
    r"\bKesterlin Bank\b": ("Kesterlin",),
    r"\b(Jonas|Lena|Amira|Anton|Pia|Owen|Marta|Rhea|Ilse|Orla|Per) (?=[A-Z])": ("",),
}
_PASSIVE_VERBS = """
bought fined sued hired treated defeated overcharged nominated coached beat accused advised
interviewed leased thanked passed outbid repaired completed opened ordered checked rejected replaced
questioned guaranteed supplied insured published rebuilt installed delivered
"""
_PREPOSITIONS = "by to in on for from about with after over inside worth before as of"
_REST = "|".join(_PREPOSITIONS.split())
_PASSIVES = re.compile(
    r"^(?P<who>[A-Z]\w+(?: [A-Z]\w+){0,2}) "
    rf"(?P<verb>{'|'.join(_PASSIVE_VERBS.split())}) "
    rf"(?P<what>(?:the |a |an |its |\d+ )?[\w-]+(?: (?!(?:{_REST})\b)[\w-]+){{0,2}})"
    rf"(?P<rest>(?: (?:{_REST})\b[^,]*)?)\.$"
)
_PARTICIPLES = {"beat": "beaten", "outbid": "outbid", "rebuilt": "rebuilt"}
_CLAUSES = re.compile(r"(?:, and |, while |; |, but )")
_AGENT = re.compile(
    r"\b(?:it|its|they|their|he|she|his|her|them|this|that|those|one|neither)\b", re.IGNORECASE
)


def keep(one: Sentence) -> Iterator[str]:
    """The sentence itself, with other marks or without its stop."""
    if one.text.endswith("."):
        yield one.text[:-1]
    marked = re.sub(r'"([^"]*)"', r"“\1”", one.text).replace("'", "’")
    if marked != one.text:
        yield marked


def trim(one: Sentence) -> Iterator[str]:
    for most in (8, 10, 12, 16, 20, 25):
        shorter = trim_sentence(one.text, max_words=most, language=one.language)
        if shorter and shorter != one.text and not _loses_speaker(one, shorter):
            yield shorter


def _loses_speaker(one: Sentence, shorter: str) -> bool:
    return bool(find_speaker(one.text, one.language)) and not find_speaker(shorter, one.language)


def write_numbers(one: Sentence) -> Iterator[str]:
    """Figures for words, words for figures, scale words written out, other separators."""
    if one.language != "en":
        return
    for found in _COUNT.finditer(one.text):
        yield f"{one.text[: found.start()]}{_SMALL.index(found.group(1))} {one.text[found.end() :]}"
    for found in _DIGIT.finditer(one.text):
        if int(found.group(1)) > 1:
            word = _SMALL[int(found.group(1))]
            yield f"{one.text[: found.start()]}{word} {one.text[found.end() :]}"
    for found in _SCALED.finditer(one.text):
        whole, _, part = found.group(1).partition(".")
        value = int(whole + part) * 10 ** (_SCALE[found.group(2)] - len(part))
        yield f"{one.text[: found.start()]}{value:,}{one.text[found.end() :]}"
    for found in _GROUPED.finditer(one.text):
        for mark in ("", "\u202f"):
            digits = found.group(1) + mark + found.group(2)
            yield one.text[: found.start()] + digits + one.text[found.end() :]


def write_units(one: Sentence) -> Iterator[str]:
    if one.language == "en":
        yield from replace_all(one.text, _WORDED)


def write_dates(one: Sentence) -> Iterator[str]:
    if one.language != "en":
        return
    for found in _DAY_MONTH.finditer(one.text):
        day, month, year = found.group(1), found.group(2), found.group(3) or ""
        before, after = one.text[: found.start()], one.text[found.end() :]
        yield f"{before}{month} {day}{',' if year else ''}{year}{after}"
        yield f"{before}{day} {month[:3]}{year}{after}"
        if year:
            number = _MONTHS.index(month) + 1
            yield f"{before}{year.strip()}-{number:02}-{int(day):02}{after}"


def write_bounds(one: Sentence) -> Iterator[str]:
    yield from replace_all(one.text, _BOUNDS)


def choose_synonyms(one: Sentence) -> Iterator[str]:
    if '"' not in one.text and "“" not in one.text:
        yield from replace_all(one.text, _SYNONYMS)


def shorten_names(one: Sentence) -> Iterator[str]:
    yield from replace_all(one.text, _DEMONYMS)


def move_attribution(one: Sentence) -> Iterator[str]:
    """The same statement by the same source, told in another order."""
    parts = said(one.text)
    hedged = re.search(
        r"\b(?:estimates?|believes?|alleges?|claimed|argue[sd]?|insisted)\b", one.text
    )
    if (
        parts is None
        or hedged
        or one.language != "en"
        or parts[1].lower() in ("it", "he", "she", "they")
    ):
        return
    what, who = parts
    quoted = one.text[0] in '"“'
    if quoted:
        yield f'{start_large(who)} said: "{start_large(what)}."'
        yield f'"{what}," said {start_small(who)}.'
    else:
        yield f"{start_large(who)} said {start_small(what)}."
        yield f"According to {start_small(who)}, {start_small(what)}."
        yield f"{start_large(what)}, {start_small(who)} said."
        yield f"{start_large(what)}, according to {start_small(who)}."


def turn_passive(one: Sentence) -> Iterator[str]:
    found = _PASSIVES.match(one.text)
    if found:
        verb = _PARTICIPLES.get(found.group("verb"), found.group("verb"))
        who, what, rest = (found.group(name) for name in ("who", "what", "rest"))
        many = what[0].isdigit() or (what.endswith("s") and what[0].islower())
        number = "were" if many else "was"
        yield f"{start_large(what)} {number} {verb} by {start_small(who)}{rest}."


def take_clauses(one: Sentence) -> Iterator[str]:
    """A clause on its own, where it has its own subject and says who says it."""
    if (
        one.language != "en"
        or '"' in one.text
        or find_speaker(one.text)
        or re.search(r"\b(?:if|unless|not|neither)\b", one.text, re.IGNORECASE)
    ):
        return
    clauses = _CLAUSES.split(without_stop(one.text))
    if len(clauses) > 1 and all(len(clause.split()) >= 4 for clause in clauses):
        yield f"{clauses[0]}."
        for clause in clauses[1:]:
            if re.match(r"(?:the |[A-Z])", clause) and not _AGENT.search(clause):
                yield f"{start_large(clause)}."


def add_evidence(one: Sentence) -> Iterator[str]:
    """The sentence, cited together with another."""
    if one.also:
        yield one.text
        yield one.also[0]


RULES: dict[str, Rule] = {
    "other marks": keep,
    "trimmed": trim,
    "numbers written otherwise": write_numbers,
    "units written otherwise": write_units,
    "dates written otherwise": write_dates,
    "bounds written otherwise": write_bounds,
    "other words": choose_synonyms,
    "shorter names": shorten_names,
    "attribution moved": move_attribution,
    "passive": turn_passive,
    "one clause": take_clauses,
    "with other evidence": add_evidence,
}
PER_RULE = 60


def make_controls(sentences: Sequence[Sentence]) -> dict[str, tuple[list[Case], list[Case]]]:
    """Return the controls of each rule: those of the suite, and the rest, held in reserve."""
    made = {kind: _split(kind, rule, sentences) for kind, rule in RULES.items()}
    made["by hand"] = (read_paraphrases(), [])
    return made


def _split(kind: str, rule: Rule, sentences: Sequence[Sentence]) -> tuple[list[Case], list[Case]]:
    cases = [
        Case(kind=kind, claim=claim, cited=(one.text, *one.also), language=one.language)
        for one in sentences
        for claim in dict.fromkeys(rule(one))
    ]
    cases.sort(key=lambda case: order_of(kind, case.claim))
    return cases[:PER_RULE], cases[PER_RULE:]


def read_paraphrases() -> list[Case]:
    """Return the faithful paraphrases written by hand."""
    path = Path(__file__).parent / "paraphrases.yaml"
    rows = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    return [
        Case(
            kind="by hand",
            claim=row["claim"],
            cited=tuple(row["cited"]),
            language=row.get("language", "en"),
        )
        for row in rows
    ]
