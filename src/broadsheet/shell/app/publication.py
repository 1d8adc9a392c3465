"""From a frozen edition to files: rendered, printed, written whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from broadsheet.compose.codec import edition_to_json
from broadsheet.deliver.audience import message_id
from broadsheet.deliver.messages import build_message
from broadsheet.errors import RenderError
from broadsheet.model.briefings import Briefing, Output
from broadsheet.model.deliveries import Delivery
from broadsheet.model.editions import Edition
from broadsheet.model.renderings import Logo, Rendering
from broadsheet.ports import Printer
from broadsheet.render.editions import render as render_edition
from broadsheet.render.labels import labels_for
from broadsheet.shell.config.templates import load_templates
from broadsheet.shell.rendering.renderers import Renderer

_READER = "reader@broadsheet.example"


def render(edition: Edition, briefing: Briefing) -> Rendering:
    """Return an edition's e-mail, text, web page and print HTML, with the templates we ship.

    Raises:
        RenderError: the edition cannot be rendered.
    """
    return render_edition(edition, briefing.style, load_templates())


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Renders one edition for a briefing, in every form that is asked for."""

    edition: Edition
    briefing: Briefing
    templates: Mapping[str, str]
    renderer: Renderer
    printer: Printer
    sender: str
    base_url: str = ""
    logo: Logo | None = None

    def rendering(self) -> Rendering:
        """Return the channel forms. Raises RenderError."""
        try:
            return self.renderer.edition(
                self.edition,
                self.briefing.style,
                self.templates,
                base_url=self.base_url,
                logo=self.logo,
            )
        except RenderError as error:
            raise RenderError(
                error.message, what=self._place_of(error.what), remedy=error.remedy
            ) from error

    def _place_of(self, what: str) -> str:
        """Return where a template is that may have come from the briefing's own set."""
        own = f"{self.briefing.style.template}/{what}"
        return own if own.partition(":")[0] in self.templates else what

    def files(self, rendering: Rendering, pdf: bytes | None) -> dict[str, bytes]:
        """Return the edition's files, by the outputs the briefing asks for: name to bytes."""
        wanted = set(self.briefing.outputs)
        files: dict[str, bytes] = {"edition.json": edition_to_json(self.edition)}
        if Output.EMAIL in wanted:
            files["email.html"] = rendering.html.encode()
            files["edition.eml"] = self.message(rendering)
            files |= {f"images/{name}": data for name, data in rendering.images.items()}
        if Output.TEXT in wanted:
            files["email.txt"] = rendering.text.encode()
        if Output.WEB in wanted:
            files["index.html"] = rendering.web.encode()
        if pdf is not None:
            files["edition.pdf"] = pdf
        return files

    def message(self, rendering: Rendering) -> bytes:
        """Return the mail as a sample reader would get it."""
        copy = Delivery(
            edition_id=self.edition.id,
            address=_READER,
            message_id=message_id(self.edition.id, _READER, domain="broadsheet.example"),
        )
        return build_message(self.edition, rendering, copy, sender=self.sender)

    def export(self, form: str, *, draft: bool = False) -> bytes:
        """Return one form: pdf, html, text, web, eml or json; a draft PDF takes less time."""
        if form == "json":
            return edition_to_json(self.edition)
        rendering = self.rendering()
        if form == "pdf":
            word = labels_for(self.edition.language)["draft"] if draft else ""
            return self.printer.print(replace(rendering, draft=word))
        if form == "eml":
            return self.message(rendering)
        text = {"html": rendering.html, "text": rendering.text, "web": rendering.web}[form]
        return text.encode()
