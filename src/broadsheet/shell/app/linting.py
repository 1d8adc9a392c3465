"""Linting what is sent: editions, mail files and PDFs, and the gate before delivery."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from email.message import MIMEPart
from functools import cached_property
from pathlib import Path

from broadsheet.errors import ConfigError, EditionHeld, ReadError, StoreError
from broadsheet.model.briefings import Output
from broadsheet.model.findings import Level
from broadsheet.model.renderings import Rendering
from broadsheet.read.charsets import decode
from broadsheet.render.lint.email import lint_email, lint_text
from broadsheet.render.lint.faults import Grade, LintReport
from broadsheet.render.lint.support import SupportData, read_support
from broadsheet.shell.app.publication import Publication

#: The file beside our copy of the data that a workspace can put a newer one in.
SUPPORT_FILE = "caniemail.json"
#: A mail or PDF larger than this is not read.
MOST_BYTES = 50_000_000
_MAILS = {".eml", ".html", ".htm"}


def load_support(override: Path | None = None) -> SupportData:
    """Return what mail programs can show: the workspace's own data if it has some, else ours.

    Raises:
        ConfigError: the data cannot be read, or is none.
    """
    shipped = Path(__file__).resolve().parents[2] / "render" / "lint" / SUPPORT_FILE
    path = override if override is not None and override.is_file() else shipped
    try:
        return read_support(path.read_bytes())
    except (OSError, ReadError) as error:
        raise ConfigError(f"cannot read the support data: {error}", what=str(path)) from error


def lint_rendering(rendering: Rendering, data: SupportData, *, today: date) -> LintReport:
    """Return what the linter says of an edition's e-mail as it is sent."""
    return lint_email(
        rendering.html,
        data,
        today=today,
        text=rendering.text,
        subject=rendering.subject,
        images=rendering.images,
    )


def hold_if_faulty(report: LintReport, level: Level, *, what: str) -> None:
    """Let a mail pass, or hold it back.

    Args:
        report: What the linter says.
        level: The lightest fault that holds a mail back; `off` lets every mail pass.
        what: The edition.

    Raises:
        EditionHeld: there are faults of that level; the message names the first ones.
    """
    if level is Level.OFF:
        return
    faults = report.of(Grade(level.value))
    if faults:
        named = "; ".join(fault.message for fault in faults[:3])
        more = f"; and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise EditionHeld(
            f"the e-mail has {len(faults)} faults: {named}{more}",
            what=what,
            remedy="`broadsheet lint EDITION` lists them; `lint: off` in the briefing sends anyway",
        )


@dataclass(frozen=True)
class Linter:
    """Checks mails and PDFs with the support data of a workspace.

    Args:
        own_data: Where the workspace may have newer data.
        today: Tells the day, for the age of the data.
    """

    own_data: Path
    today: Callable[[], date]

    @cached_property
    def data(self) -> SupportData:
        """What mail programs can show. Raises ConfigError."""
        return load_support(self.own_data)

    def gate(self, publication: Publication) -> None:
        """Hold back a mail with faults of the level its briefing names.

        Raises:
            EditionHeld: there are such faults.
            RenderError: the edition cannot be rendered.
        """
        edition, level = publication.edition, publication.briefing.lint
        if level is not Level.OFF:
            report = lint_rendering(publication.rendering(), self.data, today=self.today())
            hold_if_faulty(report, level, what=f"{edition.briefing}/{edition.number}")

    def edition(self, publication: Publication) -> list[tuple[str, LintReport]]:
        """Return the report of an edition's e-mail, and of its PDF if the briefing orders one.

        Raises:
            RenderError, PrintError: the edition cannot be rendered.
            ConfigError: pikepdf is missing for the PDF.
        """
        rendering = publication.rendering()
        reports = [("e-mail", lint_rendering(rendering, self.data, today=self.today()))]
        if Output.PDF in publication.briefing.outputs:
            from broadsheet.shell.pdf.inspection import inspect_pdf

            reports.append(("PDF", inspect_pdf(publication.printer.print(rendering))))
        return reports

    def files(self, path: Path) -> list[tuple[str, LintReport]]:
        """Return the report of each file: one mail or PDF, or those of an edition.

        Args:
            path: A file, an edition's folder, or the `edition.json` in it.

        Raises:
            ConfigError: it is no file the linter knows, or pikepdf is missing for a PDF.
            StoreError: it cannot be read.
        """
        folder = path.parent if path.name == "edition.json" else path
        if not folder.is_dir():
            return [(path.name, self._file(path))]
        mails = [folder / name for name in ("edition.eml", "email.html")]
        # The .eml holds the HTML, with the text and the pictures.
        found = [mail for mail in mails if mail.is_file()][:1]
        found += [each for each in (folder / "edition.pdf",) if each.is_file()]
        if not found:
            raise ConfigError("no e-mail or PDF in this folder", what=str(folder))
        return [(each.name, self._file(each)) for each in found]

    def _file(self, path: Path) -> LintReport:
        suffix = path.suffix.lower()
        if suffix != ".pdf" and suffix not in _MAILS:
            raise ConfigError(
                "not a file the linter knows", what=str(path), remedy="give it .html, .eml or .pdf"
            )
        try:
            if path.stat().st_size > MOST_BYTES:
                raise ConfigError(f"larger than {MOST_BYTES:,} bytes", what=str(path))
            content = path.read_bytes()
        except OSError as error:
            raise StoreError(f"cannot read: {error.strerror}", what=str(path)) from error
        if suffix == ".pdf":
            from broadsheet.shell.pdf.inspection import inspect_pdf

            return inspect_pdf(content)
        if suffix == ".eml":
            return _lint_message(content, self.data, self.today())
        return lint_email(decode(content).text, self.data, today=self.today())


def _lint_message(content: bytes, data: SupportData, today: date) -> LintReport:
    message = message_from_bytes(content, policy=policy.default)
    pictures = {
        str(part.get("Content-ID", number)).strip("<> \t"): _payload(part)
        for number, part in enumerate(message.walk())
        if part.get_content_maintype() == "image"
    }
    subject, text = str(message.get("Subject", "")), _words(message.get_body(("plain",)))
    html = message.get_body(("html",))
    if html is None:
        return lint_text(text, subject=subject)
    return lint_email(_words(html), data, today=today, text=text, subject=subject, images=pictures)


def _words(part: MIMEPart | None) -> str:
    """Return the text of a part in whatever encoding it is; "" for none."""
    if part is None:
        return ""
    return decode(_payload(part), content_type=str(part.get("Content-Type", ""))).text


def _payload(part: MIMEPart) -> bytes:
    """Return what a part carries; nothing for a part that is broken."""
    carried = part.get_payload(decode=True)
    return carried if isinstance(carried, bytes) else b""
