"""What tests of the PDF print, and how they read it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import replace

import pypdfium2

from broadsheet.model.editions import Edition
from broadsheet.model.renderings import Rendering
from editions import sample_edition

#: Whether this machine has the face that Chinese is printed in, which we do not ship.
HAVE_CJK = bool(
    subprocess.run(
        ["fc-list", "Noto Sans CJK SC"], capture_output=True, text=True, check=True, timeout=60
    ).stdout
)
SECTIONS = ("Fleet", "Ports", "Grid", "Money")


def page(html: str, images: Mapping[str, bytes] | None = None) -> Rendering:
    """Return a document of one page that is no edition."""
    return Rendering(
        subject="",
        html="",
        text="",
        web="",
        images=images or {},
        print_html=(
            '<!DOCTYPE html><html lang="en"><title>Test</title>'
            f'<body style="font-family:Inter">{html}'
        ),
    )


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    found = [sheet.get_textpage().get_text_bounded() for sheet in document]
    document.close()
    return found


def edition_of(count: int, language: str = "en") -> Edition:
    """Return the sample edition with that many stories, numbered, in up to four sections."""
    edition = replace(sample_edition(), language=language)
    kinds = edition.stories
    return replace(
        edition,
        stories=tuple(
            replace(
                kinds[index % len(kinds)],
                id=f"s-{index}",
                rank=index + 1,
                title=f"{kinds[index % len(kinds)].title} ({index + 1})",
                section=SECTIONS[index * len(SECTIONS) // count],
            )
            for index in range(count)
        ),
    )
