"""The sandbox templates run in, and errors that name template, line and variable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from functools import lru_cache
from types import TracebackType
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from typing_extensions import override

from broadsheet.errors import RenderError
from broadsheet.render.prose import set_lines, tied, underline


class _Missing(StrictUndefined):
    """A name that is not there; tells the nearest one that is, where the thing is one of ours."""

    __slots__ = ()

    @property
    @override
    def _undefined_message(self) -> str:
        thing, name = self._undefined_obj, self._undefined_name
        # A hint says that the sandbox forbids it.
        if self._undefined_hint or not is_dataclass(thing) or not isinstance(name, str):
            return super()._undefined_message
        kind = type(thing).__name__.removesuffix("View").lower()
        near = get_close_matches(name, [field.name for field in fields(thing)], n=1)
        meant = f"; did you mean `{near[0]}`?" if near else ""
        return f"`{kind}` has no `{name}`{meant}"


def fill(templates: Mapping[str, str], name: str, **values: Any) -> str:
    """Return a template filled in. Compiled templates are kept per set of sources.

    Args:
        templates: Sources by name; includes and imports are looked up here and nowhere else.
        name: The template to fill.
        values: What it sees.

    Raises:
        RenderError: the template is missing, malformed, uses a name it is not given, or fails.
    """
    environment = _environment(tuple(sorted(templates.items())))
    try:
        return environment.get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise RenderError(
            error.message or "bad syntax", what=f"{error.name or name}:{error.lineno}"
        ) from error
    # A template is the user's program: whatever it does wrong is reported where it happened.
    except Exception as error:
        where = _line_in_template(error.__traceback__, templates) or name
        raise RenderError(_sentence(error), what=where) from error


@lru_cache(maxsize=8)
def _environment(sources: tuple[tuple[str, str], ...]) -> ImmutableSandboxedEnvironment:
    known = dict(sources)

    def load(name: str) -> tuple[str, str, None] | None:
        # The file name makes tracebacks name the template.
        return (known[name], name, None) if name in known else None

    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=_Missing,
        autoescape=_escapes,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    environment.filters["lines"] = set_lines
    environment.filters["tied"] = tied
    environment.filters["underline"] = underline
    return environment


def _escapes(name: str | None) -> bool:
    """Everything is markup but the plain part, and style sheets, which show no outside text."""
    return not (name or "").endswith((".txt.j2", ".css.j2"))


def _sentence(error: Exception) -> str:
    message = " ".join(str(error).split())
    if isinstance(error, TemplateError):
        return f"template not found: {message}" if _is_missing(error) else message
    if isinstance(error, MemoryError):
        return "needs more memory than a template may have"
    return f"{type(error).__name__}: {message}"


def _is_missing(error: TemplateError) -> bool:
    return isinstance(error, LookupError)


def _line_in_template(trace: TracebackType | None, templates: Mapping[str, str]) -> str:
    """Return "name:line" of the innermost template frame, "" when there is none."""
    where = ""
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name in templates:
            where = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where
