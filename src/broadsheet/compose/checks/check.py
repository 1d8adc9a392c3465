"""What an editorial check is: a named rule that looks at a draft and reports its breaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from broadsheet.compose.draft import Draft, Place
from broadsheet.model.articles import Article
from broadsheet.model.findings import Finding, Level
from broadsheet.model.insights import Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """What checks need beyond the draft.

    `copies` maps article ids to copied texts; `stale` are the forecasts whose time had passed when
    they were published; `conflicts` are all disagreements found, shown in the draft or not.
    """

    articles: Mapping[str, Article]
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stale: tuple[Finding, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One place where a draft breaks a rule; without a place it concerns the edition as a whole.

    `article_id`, `start`, `end` point into an article; `quote` is the wording concerned.
    """

    message: str
    place: Place | None = None
    article_id: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule: its name in briefings, its house number, what it demands, its weight, the remedy.

    The remedy says what an editor can do about a breach.
    """

    name: str
    rule: str
    demands: str
    remedy: str
    level: Level
    find: Callable[[Draft, CheckContext], Iterable[Breach]]
