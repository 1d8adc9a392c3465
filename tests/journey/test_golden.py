"""The golden journey: the last sample edition in every form, as it was last accepted.

After a wanted change, look at the differences and accept them with `make accept`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pypdfium2
import pytest

from newsroom import Newsroom

GOLDEN = Path(__file__).parent / "golden"
ACCEPT = bool(os.environ.get("BROADSHEET_ACCEPT"))


def pdf_text(content: bytes) -> str:
    """The words of each page: bytes and line breaks differ between versions of Pango."""
    document = pypdfium2.PdfDocument(content)
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    return "\n\n".join(
        f"page {number} of {len(pages)}\n{text}" for number, text in enumerate(pages, 1)
    )


def told(newsroom: Newsroom) -> dict[str, str]:
    folder = newsroom.app.folder(newsroom.editions[-1])
    edition = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    for article in edition["articles"]:
        article["text"] = f"{len(article['text'])} characters"  # the sample newsroom has them
    return {
        "edition.json": json.dumps(edition, ensure_ascii=False, indent=1),
        "email.html": (folder / "email.html").read_text(encoding="utf-8"),
        "email.txt": (folder / "email.txt").read_text(encoding="utf-8"),
        "edition.pdf.txt": pdf_text((folder / "edition.pdf").read_bytes()),
    }


@pytest.mark.parametrize("name", ["edition.json", "email.html", "email.txt", "edition.pdf.txt"])
def test_the_last_edition_is_as_accepted(newsroom: Newsroom, name: str) -> None:
    now = told(newsroom)[name].rstrip("\n") + "\n"
    path = GOLDEN / name
    if ACCEPT:
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8"), f"{name} changed; if wanted: make accept"
