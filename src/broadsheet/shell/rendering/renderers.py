"""Two ways to render: at once with our own templates, in a limited child process with others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from broadsheet.errors import RenderError, WorkerLost
from broadsheet.model.briefings import Style
from broadsheet.model.editions import Edition
from broadsheet.model.renderings import Logo, Rendering
from broadsheet.render.archive import Shelf, render_archive
from broadsheet.render.editions import render
from broadsheet.shell.children.child import Child
from broadsheet.shell.rendering.worker import open_studio

#: A rendering takes a tenth of a second; a template that needs this long never ends.
_SECONDS = 20.0
_MEMORY = 1024**3


class Renderer(Protocol):
    """Fills in templates. Both methods raise RenderError, naming template and line."""

    def edition(
        self,
        edition: Edition,
        style: Style,
        templates: Mapping[str, str],
        *,
        base_url: str,
        logo: Logo | None = None,
    ) -> Rendering:
        """Return an edition in its channel forms; see `render.editions.render`."""
        ...

    def archive(
        self, shelves: Sequence[Shelf], templates: Mapping[str, str], *, base_url: str
    ) -> dict[str, bytes]:
        """Return the archive's files; see `render.archive.render_archive`."""
        ...

    def close(self) -> None:
        """Release what it holds."""
        ...


class DirectRenderer:
    """Renders in this process: for the templates that ship with the program."""

    def edition(
        self,
        edition: Edition,
        style: Style,
        templates: Mapping[str, str],
        *,
        base_url: str,
        logo: Logo | None = None,
    ) -> Rendering:
        return render(edition, style, templates, base_url=base_url, logo=logo)

    def archive(
        self, shelves: Sequence[Shelf], templates: Mapping[str, str], *, base_url: str
    ) -> dict[str, bytes]:
        return render_archive(shelves, templates, base_url=base_url)

    def close(self) -> None:
        """Hold nothing, release nothing."""


class FencedRenderer:
    """Renders in a child process: a template that loops or eats memory fails alone.

    Args:
        seconds: Most time for one rendering.
        memory: Most bytes of address space of the child.
    """

    def __init__(self, *, seconds: float = _SECONDS, memory: int = _MEMORY) -> None:
        self._child = Child(
            "broadsheet-render",
            open_studio,
            materials=lambda: None,
            timeout=seconds,
            memory=memory,
        )

    def edition(
        self,
        edition: Edition,
        style: Style,
        templates: Mapping[str, str],
        *,
        base_url: str,
        logo: Logo | None = None,
    ) -> Rendering:
        made = self._ask(
            "edition", (edition, style, dict(templates)), {"base_url": base_url, "logo": logo}
        )
        assert isinstance(made, Rendering)
        return made

    def archive(
        self, shelves: Sequence[Shelf], templates: Mapping[str, str], *, base_url: str
    ) -> dict[str, bytes]:
        made = self._ask("archive", (tuple(shelves), dict(templates)), {"base_url": base_url})
        assert isinstance(made, dict)
        return made

    def close(self) -> None:
        self._child.close()

    def _ask(self, task: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> object:
        try:
            outcome, result = self._child.ask((task, arguments, named))
        except WorkerLost as error:
            raise RenderError(
                f"the templates could not be filled in: {error.message}",
                what="templates/",
                remedy="look for a loop that does not end or grows without bound",
            ) from error
        if outcome == "failed":
            message, what, remedy = result
            raise RenderError(message, what=what, remedy=remedy)
        return result
