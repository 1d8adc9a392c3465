"""The strategic section: typed sentences, dated expectations, conflicts, changes, corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from broadsheet.model.evidence import Evidence


class Kind(StrEnum):
    """What sort of sentence it is (ICD 203 keeps facts, assumptions and judgements apart)."""

    FACT = "fact"
    ASSUMPTION = "assumption"
    JUDGEMENT = "judgement"


class Confidence(StrEnum):
    """Earned confidence in the ICD 203 sense; the reason is always printed."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


class Block(StrEnum):
    """The six computed blocks of the strategic section, in reading order."""

    WHAT_CHANGED = "what_changed"
    FIGURES = "figures_on_record"
    CONFLICTS = "conflicts_and_checks"
    EXPECTATIONS = "dated_expectations"
    INTERPRETATIONS = "interpretations"
    NOT_ESTABLISHED = "not_established"


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """A typed sentence of the strategic section."""

    block: Block
    kind: Kind
    text: str
    confidence: Confidence
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When something is expected: first and last day, and how fine the text is."""

    start: date
    end: date
    granularity: str = "day"


class WatchState(StrEnum):
    """Where a dated expectation stands in the forecast ledger."""

    OPEN = "open"
    HAPPENED = "happened"
    SLIPPED = "slipped"
    NO_NEWS = "no_news"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchItem:
    """A dated expectation. `owner` is who it is about; `outcome` reports a due one's state."""

    text: str
    due: Due
    evidence: tuple[Evidence, ...]
    owner: str = ""
    state: WatchState = WatchState.OPEN
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One side of a conflict: what it says, who says it."""

    text: str
    publisher: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two or more sources giving different figures for the same quantity."""

    label: str
    claims: tuple[Claim, ...]


class ChangeKind(StrEnum):
    """What happened to a story since the last edition."""

    NEW = "new"
    CONTINUED = "continued"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """One line of "changed since the last edition". A dropped story has no evidence of its own."""

    kind: ChangeKind
    story_id: str
    text: str
    evidence: tuple[Evidence, ...] = ()


class CorrectionKind(StrEnum):
    """Why something an earlier edition said no longer stands."""

    CORRECTED = "corrected"
    CONTRADICTED = "contradicted"
    EDITED = "edited"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A notice that something an earlier edition said no longer stands.

    `edition_id` is the newest edition concerned, `editions` all of them, oldest first; `said` is
    what stood there, `holds` what stands now, empty where nothing took its place.
    """

    edition_id: str
    text: str
    evidence: tuple[Evidence, ...]
    kind: CorrectionKind = CorrectionKind.CORRECTED
    said: str = ""
    holds: str = ""
    editions: tuple[str, ...] = ()
