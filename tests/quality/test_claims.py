"""The claim check on the sample newsroom: sentences changed by rule, and sentences only trimmed.

Kill rate: of the changed sentences, the share that has a finding against the sentence it was made
from. False alarms: of the trimmed sentences, the share that has one although it says no more.
"""

from __future__ import annotations

import html
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from broadsheet.analyse.claims import check_claim
from broadsheet.analyse.trimming import trim_sentence
from broadsheet.text.dates import find_dates
from broadsheet.text.quantities import find_figures
from broadsheet.text.sentences import split_sentences
from broadsheet.text.speech import find_speaker

pytestmark = pytest.mark.quality

FLOORS = Path(__file__).parent / "floors.json"
FEEDS = Path(__file__).parents[2] / "briefings" / "sample" / "feeds"
BOUNDS = {
    "about ": "over ", "nearly ": "more than ", "more than ": "fewer than ", "over ": "under ",
    "at least ": "up to ", "up to ": "at least ",
}  # fmt: skip
DENIALS = {" will ": " will not ", " did not ": " did ", " has ": " has not ", " was ": " was not "}
OPPOSITES = {
    " rose ": " fell ", " fell ": " rose ", " opened ": " closed ", " bought ": " sold ",
    " gained ": " lost ", " higher": " lower",
}  # fmt: skip
MODALS = {
    " may ": " will ", " could ": " will ", " plans to ": " decided to ", " expects to ": " did ",
    " aims to ": " managed to ",
}  # fmt: skip


def _sentences() -> list[str]:
    """Return the English sentences of the newsroom's feeds."""
    raw = "\n".join(
        path.read_text("utf-8") for path in sorted(FEEDS.iterdir()) if "kabel" not in path.name
    )
    paragraphs = re.findall(r"<p>(.*?)</p>", html.unescape(raw.replace('\\"', '"')))
    plain = (re.sub(r"<[^>]+>", "", html.unescape(text)) for text in paragraphs)
    return sorted({span.of(text) for text in plain for span in split_sentences(text)})


def _replaced(table: dict[str, str]) -> Callable[[str], Iterator[str]]:
    def change(sentence: str) -> Iterator[str]:
        for old, new in table.items():
            if old in sentence:
                yield sentence.replace(old, new, 1)

    return change


def _bounds(sentence: str) -> Iterator[str]:
    for old, new in BOUNDS.items():
        found = re.search(rf"\b{old}(?=[\d€$])", sentence)
        if found:
            yield sentence[: found.start()] + new + sentence[found.end() :]


def _numbers(sentence: str) -> Iterator[str]:
    for figure in find_figures(sentence):
        found = re.search(r"\d+", figure.text)
        if found:
            other = str(int(found.group()) + 10 ** (len(found.group()) - 1))
            start = figure.start + found.start()
            yield sentence[:start] + other + sentence[start + len(found.group()) :]


def _exchanges(sentence: str) -> Iterator[str]:
    spans = []
    for figure in find_figures(sentence):
        found = re.search(r"\d[\d.,]*\d|\d", figure.text)
        if found:
            spans.append((figure.start + found.start(), figure.start + found.end()))
    for (a, b), (c, d) in itertools.pairwise(spans):
        if sentence[a:b] != sentence[c:d]:
            yield sentence[:a] + sentence[c:d] + sentence[b:c] + sentence[a:b] + sentence[d:]


def _years(sentence: str) -> Iterator[str]:
    for date in find_dates(sentence):
        found = re.search(r"20\d\d", date.text)
        if found:
            start = date.start + found.start()
            yield sentence[:start] + str(int(found.group()) + 1) + sentence[start + 4 :]


def _currencies(sentence: str) -> Iterator[str]:
    if "€" in sentence or "$" in sentence:
        yield sentence.translate(str.maketrans("€$", "$€"))


def _unattributed(sentence: str) -> Iterator[str]:
    found = re.match(r"[\"“](.+)[.,][\"”] .{3,50} said\b", sentence)
    if found:
        yield f"{found.group(1)}."


def _causes(sentence: str) -> Iterator[str]:
    yield f"{sentence.rstrip('.')} because of weak demand in the north."


def _names(sentence: str) -> Iterator[str]:
    for name in ("Halsund Ferries", "Brackwater Grid", "Voltara Cells", "Saltmere Storage"):
        if name in sentence:
            yield sentence.replace(name, "Kesterlin Marine")


CHANGES: dict[str, Callable[[str], Iterator[str]]] = {
    "number": _numbers,
    "numbers exchanged": _exchanges,
    "scale": _replaced({"million": "billion"}),
    "currency": _currencies,
    "bound": _bounds,
    "year": _years,
    "negation": _replaced(DENIALS),
    "direction": _replaced(OPPOSITES),
    "modality": _replaced(MODALS),
    "attribution": _unattributed,
    "cause": _causes,
    "name": _names,
}


@pytest.fixture(scope="module")
def floors() -> dict[str, float]:
    return json.loads(FLOORS.read_text("utf-8"))["claims"]


def test_changed_sentences_are_found_out(floors: dict[str, float]) -> None:
    made: dict[str, list[bool]] = defaultdict(list)
    for sentence in _sentences():
        for name, change in CHANGES.items():
            made[name] += [bool(check_claim(changed, [sentence])) for changed in change(sentence)]
    killed = [found for findings in made.values() for found in findings]
    for name, findings in made.items():
        print(f"claims, {name}: {sum(findings)} of {len(findings)} found out")  # noqa: T201
    assert all(made[name] for name in CHANGES)
    assert 100 * sum(killed) / len(killed) >= floors["kill_rate"]


def test_trimmed_sentences_raise_no_alarm(floors: dict[str, float]) -> None:
    alarms, trimmed = [], 0
    for sentence in _sentences():
        for words in (12, 16, 20, 25):
            shorter = trim_sentence(sentence, max_words=words)
            if shorter is None or shorter == sentence:
                continue
            if find_speaker(sentence) and not find_speaker(shorter):
                continue
            trimmed += 1
            if check_claim(shorter, [sentence]):
                alarms.append(shorter)
    print(f"claims, false alarms: {len(alarms)} of {trimmed} trimmed sentences", alarms)  # noqa: T201
    assert trimmed > 20
    assert 100 * len(alarms) / trimmed <= floors["false_alarms"]
