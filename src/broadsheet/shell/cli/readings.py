"""How `broadsheet read` tells what was read, from where, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from broadsheet.clean.cuts import Cut
from broadsheet.model.articles import Article
from broadsheet.pipeline import Examination
from broadsheet.read.page_accounts import PageAccount

_MOST_CUTS = 12
_LONGEST_CUT = 70


def reading_as_lines(article: Article, found: Examination) -> Iterator[str]:
    """Yield the lines for a terminal: the article, and how it was read."""
    dated = f"{article.published or 'undated'} ({article.date_source or 'no date'})"
    yield article.title
    yield f"  {article.publisher or 'publisher unknown'} · {dated} · {article.language}"
    if article.authors:
        yield f"  by {', '.join(article.authors)}"
    yield f"  {article.url}"
    yield ""
    yield article.text
    yield ""
    if found.page is not None:
        yield from _page_lines(found.page)
    yield from _cut_lines(found.cuts.get(article.id, ()))


def reading_as_json(article: Article, found: Examination) -> dict[str, Any]:
    """Return the same for programs."""
    row: dict[str, Any] = {
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "authors": list(article.authors),
        "published": article.published and article.published.isoformat(),
        "updated": article.updated and article.updated.isoformat(),
        "date_source": article.date_source,
        "language": article.language,
        "text": article.text,
        "cuts": [{"kind": cut.kind, "text": cut.text} for cut in found.cuts.get(article.id, ())],
    }
    page = found.page
    if page is not None:
        row |= {
            "candidate": page.candidate,
            "extraction_confidence": round(page.confidence, 3),
            "candidates": [
                {"name": one.name, "words": one.words, "agreement": round(one.agreement, 3)}
                for one in page.candidates
            ],
            "places": dict(page.places),
            "words": {"shown": page.shown, "kept": page.kept},
            "furniture": dict(page.furniture),
        }
    return row


def _page_lines(page: PageAccount) -> Iterator[str]:
    yield "How it was read"
    yield f"  text from {page.candidate}, extraction confidence {page.confidence:.2f}"
    for one in page.candidates:
        yield f"    {one.name}: {one.words} words, agrees with the others {one.agreement:.2f}"
    for name, place in page.places.items():
        yield f"  {name} from {place}"
    yield f"  {page.kept} of {page.shown} words on the page are its main text"
    if page.furniture:
        words = ", ".join(f"{name} ({count})" for name, count in page.furniture.items())
        yield f"  words marked as furniture: {words}"


def _cut_lines(cuts: tuple[Cut, ...]) -> Iterator[str]:
    if not cuts:
        return
    yield "What cleaning cut"
    for cut in cuts[:_MOST_CUTS]:
        text = cut.text if len(cut.text) <= _LONGEST_CUT else f"{cut.text[:_LONGEST_CUT]}…"
        yield f"  {cut.kind}: {text}"
    if len(cuts) > _MOST_CUTS:
        yield f"  and {len(cuts) - _MOST_CUTS} more lines"
