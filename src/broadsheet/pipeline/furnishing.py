"""Taking the furniture of sites out of what was read, and remembering what repeats on them.

A text decides an article's id, and what is quoted from it later must still be there. So what is cut
from an article is decided once, when its source first brings it, from all that is known of the site
at that moment, the other articles of the same batch included; the keys of the paragraphs cut stay
with the article. Read again, it loses the same paragraphs and no others, however much better the
site is known by then: what a site taught us is no edit of its articles.

The articles of a batch are looked at together, site by site, so that a first run already knows
what repeats, and in whatever order they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from broadsheet.clean.repeats import Repeat, find_repeats
from broadsheet.clean.traces import page_key, paragraphs_cut, trace_of, without_paragraphs
from broadsheet.clean.urls import canonical_url
from broadsheet.model.articles import Article
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.model.traces import MOST_OF_A_SITE, ArticleTrace
from broadsheet.ports import TraceStore
from broadsheet.read.markup import is_web_address

_SITES_AT_ONCE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Clean articles that a source brought."""

    source: Source
    articles: Sequence[Article]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """An article without the furniture of its site; how many paragraphs were cut, if it is new."""

    article: Article
    cut: int = 0


@dataclass(frozen=True, slots=True)
class _Brought:
    """An article and whether its source had not brought it before."""

    article: Article
    is_new: bool


_Decisions = Mapping[tuple[str, str], Collection[str]]


def clear(lots: Sequence[Lot], *, memory: TraceStore, now: datetime) -> list[list[Cleared]]:
    """Return the articles of each lot without furniture; remember what they are made of.

    An article without an address is left as it is, and so is a new one of a source that says
    `cut_repeats: false`.

    Args:
        lots: What a batch of documents gave.
        memory: Knows the sites, and what was cut from the articles on record.
        now: What is remembered is stamped with it.
    """
    known = _known(lots, memory)
    placed = [(lot, article, site) for lot in lots for article, site in _placed(lot)]
    brought: dict[str, list[_Brought]] = defaultdict(list)
    for lot, article, site in placed:
        if site:
            is_new = (lot.source.name, article.url) not in known
            brought[site].append(_Brought(article, is_new))
    repeats: dict[str, Mapping[str, Repeat]] = {}
    news: list[ArticleTrace] = []
    telling = sorted(site for site, found in brought.items() if any(one.is_new for one in found))
    for site, remembered in _remembered(telling, memory):
        fresh = _fresh(site, brought[site], remembered, now)
        repeats[site] = find_repeats([*remembered, *fresh])
        news += _news(fresh, remembered)
    memory.keep(news)
    decisions = {**_decide(placed, repeats), **known}
    return [[_cleared(each, lot, decisions, known) for each in lot.articles] for lot in lots]


def site_of(source: Source, article: Article) -> str:
    """Return the site of an article: its host without `www.`, for mails and files the sender.

    Blogs under one roof have hosts of their own and are sites of their own.
    """
    is_mail = source.kind is SourceKind.MAILBOX and not source.follow
    if is_mail or not is_web_address(article.url):
        return f"{source.name} / {article.publisher}"
    return urlsplit(canonical_url(article.url)).netloc


def _placed(lot: Lot) -> Iterator[tuple[Article, str]]:
    """Yield each article with its site; with an empty one if it is not to be looked at."""
    for article in lot.articles:
        is_placed = article.url and lot.source.cut_repeats
        yield article, site_of(lot.source, article) if is_placed else ""


def _known(lots: Sequence[Lot], memory: TraceStore) -> _Decisions:
    urls: dict[str, set[str]] = defaultdict(set)
    for lot in lots:
        urls[lot.source.name] |= {article.url for article in lot.articles if article.url}
    return {
        (source, url): cut
        for source, addresses in urls.items()
        if addresses
        for url, cut in memory.cut_from(source, addresses).items()
    }


def _remembered(
    sites: Sequence[str], memory: TraceStore
) -> Iterator[tuple[str, Sequence[ArticleTrace]]]:
    """Yield each site with what is remembered of it; of some at a time, as it may be much."""
    for start in range(0, len(sites), _SITES_AT_ONCE):
        some = sites[start : start + _SITES_AT_ONCE]
        found: dict[str, list[ArticleTrace]] = {site: [] for site in some}
        for trace in memory.traces(some):
            found.get(trace.site, []).append(trace)  # a name that is no text comes back as another
        yield from found.items()


def _fresh(
    site: str, brought: Sequence[_Brought], remembered: Sequence[ArticleTrace], now: datetime
) -> list[ArticleTrace]:
    """Return the traces of new articles, and of old ones that a little known site has missed."""
    met = {trace.page for trace in remembered}
    is_known = len(remembered) >= MOST_OF_A_SITE
    return [
        trace_of(each.article, site=site, seen_at=now)
        for each in brought
        if each.is_new or not (is_known or page_key(each.article.url) in met)
    ]


def _news(fresh: Sequence[ArticleTrace], remembered: Sequence[ArticleTrace]) -> list[ArticleTrace]:
    """Return the traces that say something new."""
    known = {trace.page: trace for trace in remembered}
    return [
        trace
        for trace in fresh
        if trace.page not in known or replace(known[trace.page], seen_at=trace.seen_at) != trace
    ]


def _decide(
    placed: Sequence[tuple[Lot, Article, str]], repeats: Mapping[str, Mapping[str, Repeat]]
) -> dict[tuple[str, str], set[str]]:
    """Return what to cut by source and address: of texts at the same address, from each the same.

    Whichever is read again must lose what it lost first.
    """
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for lot, article, site in placed:
        furniture = repeats.get(site, {})
        found[lot.source.name, article.url] |= {
            key for _, _, key in paragraphs_cut(article.text, furniture)
        }
    return found


def _cleared(article: Article, lot: Lot, decisions: _Decisions, known: _Decisions) -> Cleared:
    place = lot.source.name, article.url
    keys = decisions.get(place, ()) if article.url else ()
    if not keys:
        return Cleared(article=article)
    cut = 0 if place in known else len(list(paragraphs_cut(article.text, keys)))
    cleared = replace(without_paragraphs(article, keys), cut=tuple(sorted(keys)))
    return Cleared(article=cleared, cut=cut)
