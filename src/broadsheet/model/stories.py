"""Stories and takeaways."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.model.evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeaway:
    """One key sentence. `method` says how it was made: verbatim, trimmed, ..."""

    text: str
    evidence: tuple[Evidence, ...]
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A group of articles about one event. `why` explains why two articles are together.

    A story keeps its `id` in every edition that tells it. `continues` is None when this is the
    first; else the id of the first story of its line: its own, unless it has branched off.
    """

    id: str
    title: str
    rank: int
    article_ids: tuple[str, ...]
    independent_publishers: int
    takeaways: tuple[Takeaway, ...] = ()
    section: str = ""
    new_facts: tuple[str, ...] = ()
    continues: str | None = None
    why: tuple[str, ...] = ()
