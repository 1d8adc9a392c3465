"""How `broadsheet read` tells what was read, from where, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from broadsheet.clean.cuts import Cut
from broadsheet.model.articles import Article, LeadImage
from broadsheet.model.blocks import BlockKind, outline
from broadsheet.pipeline import Examination
from broadsheet.read.page_accounts import PageAccount

_CLOSE = frozenset({BlockKind.ITEM, BlockKind.ROW, BlockKind.PREFORMATTED})
_MARGINS = {BlockKind.QUOTE: "> ", BlockKind.PREFORMATTED: "    "}
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
    if article.image is not None:
        yield from _image_lines(article.image)
    yield ""
    yield from drawn_text(article)
    yield ""
    if found.page is not None:
        yield from _page_lines(found.page)
    yield from _cut_lines(found.cuts.get(article.id, ()))


def drawn_text(article: Article) -> Iterator[str]:
    """Yield the lines of an article's text, what is no plain paragraph drawn as in Markdown."""
    last: BlockKind | None = None
    for block in outline(article.text, article.blocks):
        if last is not None and not (block.kind is last and last in _CLOSE):
            yield ">" if block.kind is last is BlockKind.QUOTE else ""
        lines = article.text[block.start : block.end].split("\n")
        match block.kind:
            case BlockKind.HEADING:
                yield f"{'#' * block.level} {' '.join(lines)}"
            case BlockKind.ITEM:
                mark = "-" if block.number is None else f"{block.number}."
                yield f"{'  ' * (block.level - 1)}{mark} {' '.join(lines)}"
            case BlockKind.ROW:
                yield " | ".join(article.text[start:end] for start, end in block.cells)
            case _:
                yield from (f"{_MARGINS.get(block.kind, '')}{line}" for line in lines)
        last = block.kind


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
        "image": article.image and asdict(article.image),
        "text": article.text,
        "blocks": [asdict(block) for block in article.blocks],
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


def _image_lines(image: LeadImage) -> Iterator[str]:
    yield f"  image ({image.found_in}): {image.url}"
    if image.alt:
        yield f"    shows ({image.alt_found_in}): {image.alt}"
    if image.credit:
        yield f"    credit ({image.credit_found_in}): {image.credit}"


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
