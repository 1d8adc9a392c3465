"""The traces of articles, in SQLite: a bounded number a site, and none for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select

from broadsheet.model.traces import MOST_OF_A_SITE, ArticleTrace, ParagraphTrace, Role
from broadsheet.shell.store.columns import storable
from broadsheet.shell.store.database import Database
from broadsheet.shell.store.schema import articles, traces

KEPT_FOR = timedelta(days=400)
"""Sites that bring nothing for so long are forgotten."""

# Far below the number of variables a statement may have.
_MOST_AT_ONCE = 200


class SqliteTraces:
    """A `TraceStore` in SQLite."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cut_from(self, source: str, urls: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        asked = {storable(url): url for url in urls}
        wanted = sorted(asked)
        found: dict[str, tuple[str, ...]] = {}
        columns = (articles.c.url, articles.c.cut)
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _MOST_AT_ONCE):
                query = (
                    select(*columns)
                    .where(articles.c.source == source)
                    .where(articles.c.url.in_(wanted[start : start + _MOST_AT_ONCE]))
                    .order_by(articles.c.first_seen, articles.c.id)
                )
                for url, cut in connection.execute(query):
                    found.setdefault(asked[url], cut)
        return found

    def traces(self, sites: Collection[str]) -> Sequence[ArticleTrace]:
        wanted = sorted(sites)
        found: list[ArticleTrace] = []
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _MOST_AT_ONCE):
                query = (
                    select(traces)
                    .where(traces.c.site.in_(wanted[start : start + _MOST_AT_ONCE]))
                    .order_by(traces.c.site, traces.c.page)
                )
                found += [_trace(row) for row in connection.execute(query)]
        return found

    def keep(self, new: Iterable[ArticleTrace]) -> None:
        rows = {(trace.site, trace.page): _row(trace) for trace in new}
        if not rows:
            return
        latest = max(row["seen_at"] for row in rows.values())
        keys = [{"its_site": site, "its_page": page} for site, page in rows]
        same = (traces.c.site == bindparam("its_site")) & (traces.c.page == bindparam("its_page"))
        with self._database.writing(hasty=True) as connection:
            connection.execute(delete(traces).where(same), keys)
            connection.execute(insert(traces), list(rows.values()))
            for site in _overfull(connection, sorted({site for site, _ in rows})):
                newest = (
                    select(traces.c.page)
                    .where(traces.c.site == site)
                    .order_by(traces.c.seen_at.desc(), traces.c.page)
                    .limit(MOST_OF_A_SITE)
                )
                connection.execute(
                    delete(traces).where(traces.c.site == site, traces.c.page.not_in(newest))
                )
            connection.execute(delete(traces).where(traces.c.seen_at < latest - KEPT_FOR))


def _overfull(connection: Connection, sites: Sequence[str]) -> Iterator[str]:
    """Yield those of the sites that have more traces than are kept."""
    for start in range(0, len(sites), _MOST_AT_ONCE):
        query = (
            select(traces.c.site)
            .where(traces.c.site.in_(sites[start : start + _MOST_AT_ONCE]))
            .group_by(traces.c.site)
            .having(func.count() > MOST_OF_A_SITE)
            .order_by(traces.c.site)
        )
        yield from connection.execute(query).scalars().all()


def _row(trace: ArticleTrace) -> dict[str, Any]:
    return {
        "site": trace.site,
        "page": trace.page,
        "title": trace.title,
        "topic": tuple(sorted(trace.topic)),
        "seen_at": trace.seen_at,
        "paragraphs": [[one.key, one.words, one.role.value] for one in trace.paragraphs],
    }


def _trace(row: Row[Any]) -> ArticleTrace:
    return ArticleTrace(
        site=row.site,
        page=row.page,
        title=row.title,
        topic=frozenset(row.topic),
        seen_at=row.seen_at,
        paragraphs=tuple(
            ParagraphTrace(key=key, words=words, role=Role(role))
            for key, words, role in row.paragraphs
        ),
    )
