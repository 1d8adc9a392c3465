"""Which edition is previewed, and which files it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event

from broadsheet.errors import NotFound
from broadsheet.model.editions import Edition
from broadsheet.shell.app.program import App
from broadsheet.shell.app.publication import Publication
from broadsheet.shell.config.templates import load_templates, with_set
from broadsheet.shell.config.workspace import shipped
from broadsheet.shell.preview.server import PreviewServer
from broadsheet.shell.rendering.renderers import FencedRenderer


def preview_edition(
    app: App, name: str, *, port: int, ready: Callable[[str], None], stop: Event
) -> None:
    """Serve an edition's forms on the loopback address until told to stop.

    Args:
        app: The program over the workspace.
        name: A briefing, for its latest edition, or an edition.
        port: Where to listen; 0 is any free port.
        ready: Told the address once it can be opened.
        stop: Set by whoever wants it to end.

    Raises:
        NotFound: there is no such edition.
        ConfigError: the port is taken.
    """
    edition = _edition(app, name)
    renderer = FencedRenderer()

    def publication() -> Publication:
        now = app.publication(edition, app.briefing(edition.briefing))
        fresh = load_templates(app.workspace.templates)
        return replace(
            now, templates=with_set(fresh, now.briefing.style.template), renderer=renderer
        )

    watched = (
        app.workspace.templates,
        app.workspace.briefing_file(edition.briefing).parent,
        shipped("templates"),
    )
    server = PreviewServer(f"{edition.title} no. {edition.number}", publication, watched)
    try:
        server.run(port, ready=ready, stop=stop)
    finally:
        renderer.close()


def _edition(app: App, name: str) -> Edition:
    try:
        briefing = app.workspace.briefing_file(name).stem
    except NotFound:
        return app.edition(name)
    return app.edition(f"{briefing}/latest")
