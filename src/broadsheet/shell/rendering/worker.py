"""What the rendering process does: it fills in templates, one edition or archive after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from broadsheet.errors import RenderError
from broadsheet.render.archive import render_archive
from broadsheet.render.editions import render

#: What the parent is told: ("done", result), or ("failed", (message, what, remedy)).
Reply = tuple[str, Any]
_TASKS: Mapping[str, Callable[..., Any]] = {"edition": render, "archive": render_archive}


#: What to do, and the arguments of the function that does it, by place and by name.
Job = tuple[str, tuple[Any, ...], dict[str, Any]]


def open_studio(_: None) -> Callable[[Job], Reply]:
    """Return what does one job."""

    def do_one(job: Job) -> Reply:
        task, arguments, named = job
        try:
            return ("done", _TASKS[task](*arguments, **named))
        except RenderError as error:
            return ("failed", (error.message, error.what, error.remedy))

    return do_one
