"""Articles and what is remembered of each source, in SQLite."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy.dialects.sqlite import insert

from broadsheet.model.articles import Article, FetchState
from broadsheet.model.windows import Window
from broadsheet.shell.store.columns import storable
from broadsheet.shell.store.database import Database
from broadsheet.shell.store.schema import articles, fetch_states

_ARTICLE_FIELDS = [field.name for field in fields(Article)]
_STATE_FIELDS = [field.name for field in fields(FetchState)]
# Far below the number of variables a statement may have.
_MOST_AT_ONCE = 500


class SqliteArticles:
    """An `ArticleStore` in SQLite."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, new: Iterable[Article], *, seen_at: datetime) -> int:
        rows = [_row(replace(article, first_seen=seen_at)) for article in new]
        if not rows:
            return 0
        with self._database.writing(hasty=True) as connection:
            driver: Any = connection.connection.dbapi_connection
            before = driver.total_changes
            connection.execute(insert(articles).on_conflict_do_nothing(), rows)
            count = int(driver.total_changes - before)
            if count < len(rows):
                _mark_returned(connection, rows, seen_at)
            return count

    def between(self, window: Window, *, sources: Sequence[str]) -> Sequence[Article]:
        query = (
            select(articles)
            .where(
                articles.c.source.in_(sources),
                articles.c.dated >= window.start,
                articles.c.dated < window.end,
            )
            .order_by(articles.c.dated, articles.c.id, articles.c.source)
        )
        with self._database.reading() as connection:
            return [_article(row) for row in connection.execute(query)]

    def versions(self, ids: Collection[str], *, sources: Sequence[str]) -> Sequence[Article]:
        asked = articles.alias("asked")
        same = (asked.c.source == articles.c.source) & (asked.c.url == articles.c.url)
        wanted = sorted(ids)
        found: dict[Any, Article] = {}
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _MOST_AT_ONCE):
                some = asked.c.id.in_(wanted[start : start + _MOST_AT_ONCE])
                query = select(articles).join(asked, same)
                for row in connection.execute(query.where(asked.c.source.in_(sources), some)):
                    since = row.returned or row.first_seen
                    version = replace(_article(row), first_seen=since)
                    found[row.source, row.url, since, row.id] = version
        return [found[key] for key in sorted(found)]

    def brought(self, window: Window) -> dict[str, int]:
        """Return how many articles dated in the window each source brought, by its name."""
        query = (
            select(articles.c.source, func.count())
            .where(articles.c.dated >= window.start, articles.c.dated < window.end)
            .group_by(articles.c.source)
            .order_by(articles.c.source)
        )
        with self._database.reading() as connection:
            return {name: int(count) for name, count in connection.execute(query)}

    def state(self, source: str, url: str) -> FetchState:
        query = select(fetch_states).where(
            fetch_states.c.source == source, fetch_states.c.url == url
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        # Names of files need not be text; the database keeps them with marks of what is none.
        known = FetchState(source=source, url=url) if row is None else _state(row)
        return replace(known, source=source, url=url)

    def remember(self, state: FetchState) -> None:
        values = {name: getattr(state, name) for name in _STATE_FIELDS}
        change = insert(fetch_states).values(values)
        with self._database.writing(hasty=True) as connection:
            connection.execute(
                change.on_conflict_do_update(index_elements=["source", "url"], set_=values)
            )

    def states(self, *, gone: bool = False) -> Sequence[FetchState]:
        query = select(fetch_states).order_by(fetch_states.c.source, fetch_states.c.url)
        if gone:
            query = query.where(fetch_states.c.gone_at.is_not(None))
        with self._database.reading() as connection:
            return [_state(row) for row in connection.execute(query)]


def _mark_returned(
    connection: Connection, rows: Sequence[dict[str, Any]], seen_at: datetime
) -> None:
    """Note the texts that were met again although a later one had taken their place.

    Only where an address stands for one text of those just met: several articles may share one.
    """
    shared = Counter((row["source"], row["url"]) for row in rows)
    met: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        if shared[row["source"], row["url"]] == 1:
            met[row["source"]][row["url"]] = row["id"]
    for source, texts in met.items():
        newest = _newest(connection, source, sorted(texts))
        for url, key in newest.items():
            if key != texts[url]:
                place = (articles.c.source == source) & (articles.c.id == texts[url])
                connection.execute(update(articles).where(place).values(returned=seen_at))


def _newest(connection: Connection, source: str, urls: Sequence[str]) -> dict[str, str]:
    """Return the id of the text that now holds at each of a source's addresses."""
    since = func.coalesce(articles.c.returned, articles.c.first_seen)
    found: dict[str, str] = {}
    for start in range(0, len(urls), _MOST_AT_ONCE):
        some = articles.c.url.in_(urls[start : start + _MOST_AT_ONCE])
        query = select(articles.c.url, articles.c.id).where(articles.c.source == source, some)
        rows = connection.execute(query.order_by(since, articles.c.id))  # the last one counts
        found.update((row.url, row.id) for row in rows)
    return found


def _row(article: Article) -> dict[str, Any]:
    row = {name: getattr(article, name) for name in _ARTICLE_FIELDS}
    row["url"] = storable(article.url)  # names of files need not be text
    row["dated"] = article.dated
    return row


def _article(row: Row[Any]) -> Article:
    return Article(**{name: getattr(row, name) for name in _ARTICLE_FIELDS})


def _state(row: Row[Any]) -> FetchState:
    return FetchState(**{name: getattr(row, name) for name in _STATE_FIELDS})
