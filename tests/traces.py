"""A `TraceStore` in memory, for the contract and for tests of gathering."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from broadsheet.model.articles import Article
from broadsheet.model.traces import ArticleTrace
from broadsheet.model.windows import Window
from broadsheet.ports import ArticleStore

_EVER = Window(start=datetime(1900, 1, 1, tzinfo=UTC), end=datetime(2900, 1, 1, tzinfo=UTC))


class MemoryTraces:
    def __init__(self, articles: ArticleStore) -> None:
        self._articles = articles
        self._kept: dict[tuple[str, str], ArticleTrace] = {}

    def cut_from(self, source: str, urls: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        def age(article: Article) -> tuple[datetime | None, str]:
            return article.first_seen, article.id

        brought = sorted(self._articles.between(_EVER, sources=[source]), key=age, reverse=True)
        return {article.url: article.cut for article in brought if article.url in urls}

    def traces(self, sites: Collection[str]) -> Sequence[ArticleTrace]:
        return [trace for (site, _), trace in sorted(self._kept.items()) if site in sites]

    def keep(self, traces: Iterable[ArticleTrace]) -> None:
        new = {(trace.site, trace.page): trace for trace in traces}
        self._kept |= new
        for site in {site for site, _ in new}:
            mine = sorted(self.traces([site]), key=lambda one: (-one.seen_at.timestamp(), one.page))
            for trace in mine[48:]:
                del self._kept[site, trace.page]
        if new:
            latest = max(trace.seen_at for trace in new.values())
            old = [one for one in self._kept.values() if one.seen_at < latest - timedelta(days=400)]
            for trace in old:
                del self._kept[trace.site, trace.page]
