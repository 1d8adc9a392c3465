"""Who did it to whom: names that change places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from broadsheet.analyse.claim_parts import Parts, Word, error
from broadsheet.model.evidence import Span
from broadsheet.model.findings import Finding
from broadsheet.text.words import words as words_of

_PREPOSITIONS = frozenset(
    """
    about against as at between by for from in inside into near of off on onto over than through to
    towards under via with within
    """.split()
)
_SKIPPED = frozenset("a an the its their his her our mr mrs ms dr judge mayor minister".split())
_JOINING = frozenset({"and", "or", "nor", "&", "as", "well", "both"})
_BEING = frozenset("am are be been being is was were gets got".split())
# What A does with B, B does with A.
_MUTUAL = frozenset(
    """
    met meet meets merge merged merges merging partner partnered cooperate cooperated compete
    competed agree agreed negotiate negotiated talk talked married tied drew borders resembles
    between similar like equal equals joint jointly together versus
    """.split()
)
_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a name stands in a sentence, by word numbers, and the preposition before it."""

    first: int
    last: int
    lead: str


def check_roles(claim: Parts, cited: Sequence[Parts], names: Sequence[Span]) -> Iterator[Finding]:
    """Yield a finding when two names of the evidence have each other's place in the claim."""
    listed = [span for span in names if words_of(span.of(claim.text))][:_MOST_NAMES]
    for one, other in combinations(listed, 2):
        for parts in cited:
            speakers = set(words_of(f"{claim.speaker} {parts.speaker}"))
            if any(speakers.issuperset(words_of(name.of(claim.text))) for name in (one, other)):
                continue  # told by the check of attribution
            if _are_exchanged(claim, parts, one.of(claim.text), other.of(claim.text)):
                message = (
                    f"{one.of(claim.text)!r} and {other.of(claim.text)!r} exchanged their roles"
                )
                yield error("names_exchanged", message, one.start, other.end)
                return


def _are_exchanged(claim: Parts, parts: Parts, one: str, other: str) -> bool:
    mine = _places(claim, one, other)
    theirs = _places(parts, one, other)
    if mine is None or theirs is None:
        return False
    if _is_mutual(claim, mine) or _is_mutual(parts, theirs):
        return False
    return (
        _swap_contexts(claim, mine, parts, theirs)
        or _swap_sides(claim, mine, parts, theirs)
        or _swap_leads(mine, theirs)
    )


def _places(parts: Parts, one: str, other: str) -> tuple[_Place, _Place] | None:
    """Return where two names stand, None unless each stands there once."""
    first, second = _place(parts, one), _place(parts, other)
    if first is None or second is None or first.first == second.first:
        return None
    return first, second


def _place(parts: Parts, name: str) -> _Place | None:
    wanted = {word for word in words_of(name) if word not in _SKIPPED}
    runs = _runs([n for n, word in enumerate(parts.words) if _bare(word) in wanted])
    longest = max((len(run) for run in runs), default=0)
    if [len(run) for run in runs].count(longest) != 1:
        return None
    at = next(run for run in runs if len(run) == longest)
    first, last = _whole_name(parts, at[0], at[-1])
    before = first - 1
    while before >= 0 and parts.words[before].folded in _SKIPPED:
        before -= 1
    lead = parts.words[before].folded if before >= 0 else ""
    return _Place(first, last, lead if lead in _PREPOSITIONS else "")


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Return numbers in a row as runs."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _whole_name(parts: Parts, first: int, last: int) -> tuple[int, int]:
    """Return a name's first and last word with the capitalised ones that touch it."""
    text, listed = parts.text, parts.words
    while first and text[listed[first - 1].start].isupper() and _touch(parts, first - 1, first):
        first -= 1
    while last + 1 < len(listed) and text[listed[last + 1].start].isupper():
        if not _touch(parts, last, last + 1):
            break
        last += 1
    return first, last


def _touch(parts: Parts, one: int, other: int) -> bool:
    in_figure = any(
        figure.start <= parts.words[at].start < figure.end
        for figure in parts.figures
        for at in (one, other)
    )
    return parts.text[parts.words[one].end : parts.words[other].start] == " " and not in_figure


def _bare(word: Word) -> str:
    return word.folded.removesuffix("'s")


def _between(parts: Parts, places: tuple[_Place, _Place]) -> Sequence[Word]:
    first, second = sorted(places, key=lambda place: place.first)
    return parts.words[first.last + 1 : second.first]


def _is_mutual(parts: Parts, places: tuple[_Place, _Place]) -> bool:
    """Tell "A and B", "A met B", "from A and from B": no roles to exchange."""
    between = [word.folded for word in _between(parts, places)]
    if any(word in _MUTUAL for word in between):
        return True
    rest = [word for word in between if word not in _JOINING and word not in _SKIPPED]
    leads = {place.lead for place in places}
    return not rest or (len(leads) == 1 and set(rest) <= leads and bool(_JOINING & set(between)))


def _swap_contexts(
    claim: Parts,
    mine: tuple[_Place, _Place],
    parts: Parts,
    theirs: tuple[_Place, _Place],
) -> bool:
    """Tell whether each name stands between the words the other one stands between."""
    here = [_neighbours(claim, place, mine) for place in mine]
    there = [_neighbours(parts, place, theirs) for place in theirs]
    return (
        _fits(here[0], there[1])
        and _fits(here[1], there[0])
        and not _fits(here[0], there[0])
        and not _fits(here[1], there[1])
    )


def _neighbours(parts: Parts, place: _Place, both: tuple[_Place, _Place]) -> tuple[str, str]:
    """Return the words beside a name; "*" where the sentence ends, which fits everything."""
    at = place.first - 1
    while at >= 0 and parts.words[at].folded in _SKIPPED:
        at -= 1
    after = place.last + 1
    left = _label(parts, at, both) if at >= 0 else "*"
    right = _label(parts, after, both) if after < len(parts.words) else "*"
    return left, right


def _label(parts: Parts, at: int, both: tuple[_Place, _Place]) -> str:
    named = any(place.first <= at <= place.last for place in both)
    return "#" if named else parts.words[at].folded


def _fits(one: tuple[str, str], other: tuple[str, str]) -> bool:
    pairs = list(zip(one, other, strict=True))
    return all(a == b or "*" in (a, b) for a, b in pairs) and any(a == b for a, b in pairs)


def _swap_sides(
    claim: Parts,
    mine: tuple[_Place, _Place],
    parts: Parts,
    theirs: tuple[_Place, _Place],
) -> bool:
    """Tell whether the names changed sides of one verb, a passive taken into account."""
    here, there = _between(claim, mine), _between(parts, theirs)
    shared = {word.root for word in here if word.topical} & {
        word.root for word in there if word.topical
    }
    if not shared:
        return False
    turned = (mine[0].first < mine[1].first) != (theirs[0].first < theirs[1].first)
    last_mine = max(mine, key=lambda place: place.first)
    last_theirs = max(theirs, key=lambda place: place.first)
    voices = _is_passive(here, last_mine) != _is_passive(there, last_theirs)
    if voices:
        return not turned
    return turned and last_mine.lead == last_theirs.lead


def _is_passive(between: Sequence[Word], last: _Place) -> bool:
    return last.lead == "by" and any(word.folded in _BEING for word in between)


def _swap_leads(mine: tuple[_Place, _Place], theirs: tuple[_Place, _Place]) -> bool:
    """Tell "from A to B" where the evidence has "from B to A"."""
    here, there = [place.lead for place in mine], [place.lead for place in theirs]
    if "by" in here + there or "" in here:
        return False
    return here[0] != here[1] and here == there[::-1]
