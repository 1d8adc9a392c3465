"""WeasyPrint, fenced in: it sees the fonts and pictures it is handed and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

import weasyprint
from typing_extensions import override
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from broadsheet.shell.pdf.fonts import FACES
from broadsheet.shell.pdf.jobs import Job

#: The only scheme print HTML may refer to: `asset:fonts/<name>` and `asset:images/<name>`.
SCHEME = "asset:"
#: Archivable and accessible: PDF/A-3a (ISO 19005-3), marked as PDF/UA-1 (ISO 14289-1) as well.
_VARIANT = "pdf/a-3a"
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PDFUAID = "http://www.aiim.org/pdfua/ns/id/"


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Serves an in-memory map and refuses every other address.

    Args:
        assets: Bytes by URL, `asset:...`.
    """

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols={SCHEME[:-1]}, allow_redirects=False)
        self.assets = dict(assets)

    @override
    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return what is on the map; ValueError for anything else."""
        if url not in self.assets:
            raise ValueError(f"refused: {url[:200]}")
        return URLFetcherResponse(url, body=self.assets[url])


class _Messages(logging.Handler):
    """Keeps what the engine complains about: unknown properties, missing glyphs, refusals."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage()[:300])


class Engine:
    """Prints documents one after another with fonts loaded once.

    Args:
        fonts: Font files and their `fonts.css` by name.
    """

    def __init__(self, fonts: Mapping[str, bytes]) -> None:
        self._fonts = {f"{SCHEME}fonts/{name}": data for name, data in fonts.items()}
        self._messages = _Messages()
        logger = logging.getLogger("weasyprint")
        logger.handlers = [self._messages]
        logger.propagate = False
        self._configuration = FontConfiguration()
        self._faces = weasyprint.CSS(
            string=fonts[FACES].decode(),
            font_config=self._configuration,
            url_fetcher=AssetFetcher(self._fonts),
        )

    def print(self, job: Job) -> tuple[bytes, tuple[str, ...]]:
        """Return the PDF and what the engine complained about. Equal input gives equal bytes."""
        self._messages.lines = []
        pictures = {f"{SCHEME}images/{name}": data for name, data in job.images.items()}
        document = weasyprint.HTML(
            string=job.html, url_fetcher=AssetFetcher(self._fonts | pictures)
        ).render(
            font_config=self._configuration,
            stylesheets=[self._faces, *([_draft_marks(job.draft)] if job.draft else ())],
            pdf_variant=None if job.draft else _VARIANT,
        )
        if job.draft:
            return bytes(document.write_pdf()), tuple(self._messages.lines)
        _mark_accessible(document.metadata)
        made_at = (job.made_at or _NO_DATE).astimezone(UTC)
        pdf = document.write_pdf(
            pdf_variant=_VARIANT,
            pdf_tags=True,
            finisher=_list_attachments_once,
            attachments=[
                weasyprint.Attachment(
                    string=data,
                    name=name,
                    relationship="Data",
                    # Without dates of their own the day of printing would be in the file.
                    created=made_at,
                    modified=made_at,
                )
                for name, data in sorted(job.attachments.items())
            ],
        )
        return bytes(pdf), tuple(self._messages.lines)


def _draft_marks(word: str) -> Any:
    """Return the style of a draft: the word at the foot of each page, no page numbers of links.

    Such a number has the pages of the contents laid out three times over.
    """
    shown = "".join(letter for letter in word if letter.isalnum() or letter == " ")
    return weasyprint.CSS(
        string=f"""
        @page {{ @bottom-center {{ content: "{shown}"; font: 600 11pt Inter; color: #9E1B32; }} }}
        a::before, a::after {{ content: none !important; }}
        """
    )


def _list_attachments_once(_: Any, pdf: Any) -> None:
    """Mend the catalog's list of associated files, where the engine names each of them twice."""
    listed = pdf.catalog.get("AF", [])
    listed[:] = dict.fromkeys(listed)


def _mark_accessible(metadata: Any) -> None:
    """Make the metadata claim PDF/UA-1 beside PDF/A: one RDF block, which validators ask for."""
    generate = metadata.generate_rdf_metadata

    def generate_both(*args: Any) -> bytes:
        rdf: Element = fromstring(generate(*args))  # noqa: S314 - the engine's own output
        description = SubElement(rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
        SubElement(description, f"{{{_PDFUAID}}}part").text = "1"
        return bytes(tostring(rdf, encoding="utf-8"))

    metadata.generate_rdf_metadata = generate_both
