"""Loading briefing files: YAML 1.2, `extends`, `${VAR}`, and every mistake at once with its line.

    file ─► YAML with lines ─► extends merged ─► ${VAR} filled ─► validated ─► model.Briefing

A mistake names the file, the line, the bad value and, for a misspelt name, the nearest valid one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from broadsheet.errors import ConfigError
from broadsheet.model.briefings import Briefing
from broadsheet.shell.config.conversion import to_briefing
from broadsheet.shell.config.schema import BriefingFile
from broadsheet.shell.config.workspace import Workspace

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_SECRET = re.compile(r"(://[^/@\s:]{0,200}:)[^/\s]{1,200}@")
#: How values are written that a pattern checks, by key.
_FORMS = {
    "accent": "write a colour as #RRGGBB, such as #0B3954",
    "language": "write a language as its ISO 639 code, such as en",
    "list": "write small letters, digits, - and _",
    "template": "write small letters, digits, - and _",
}
_MAX_BYTES = 1_000_000
_MAX_PARENTS = 8

Path_ = tuple[str | int, ...]


@dataclass(slots=True)
class _Tree:
    """Plain values, and for each path the file and 1-based line it was written at."""

    value: Any
    lines: dict[Path_, tuple[Path, int]] = field(default_factory=dict)


def load_briefing(file: Path, workspace: Workspace, environment: Mapping[str, str]) -> Briefing:
    """Load, check and convert one briefing file.

    Args:
        file: The briefing file.
        workspace: Gives the `.env` and the root that local sources must stay inside.
        environment: The process environment; wins over `.env`.

    Raises:
        ConfigError: with every mistake in the file, a line each.
    """
    tree = _read_with_parents(file, seen=())
    variables = {**_dotenv(workspace), **environment}
    mistakes: list[str] = []
    tree.value = _fill(tree, tree.value, (), variables, mistakes)
    try:
        parsed = BriefingFile.model_validate(tree.value)
    except ValidationError as error:
        mistakes += [_describe(tree, file, item) for item in _telling(error)]
        raise _refusal(file, mistakes) from error
    chosen = parsed.style.template
    if chosen != "default" and not (workspace.templates / chosen).is_dir():
        where = _at(tree, file, ("style", "template"))
        mistakes.append(f"{where}: `style.template`: there is no folder templates/{chosen} here")
    if mistakes:
        raise _refusal(file, mistakes)
    return to_briefing(parsed, file=file, root=workspace.root)


def place_of(file: Path, path: Path_) -> str:
    """Return where a value of a briefing is written, as "file:line". Raises ConfigError."""
    return _at(_read_with_parents(file, seen=()), file, path)


def _telling(error: ValidationError) -> list[Any]:
    """Return the errors but those that only follow from others: a list whose items are wrong."""
    found = error.errors()
    inner = {item["loc"][:length] for item in found for length in range(len(item["loc"]))}
    return [item for item in found if item["type"] != "too_short" or item["loc"] not in inner]


def _refusal(file: Path, mistakes: list[str]) -> ConfigError:
    mistakes = sorted(mistakes, key=_line_of)
    count = f"{len(mistakes)} mistakes" if len(mistakes) > 1 else "1 mistake"
    return ConfigError(
        f"{count} in the briefing\n  " + "\n  ".join(mistakes),
        what=str(file),
        remedy="`broadsheet schema briefing` prints every valid key",
    )


def _line_of(mistake: str) -> tuple[str, int]:
    """Return the file and line a mistake starts with, to tell mistakes in the order of the file."""
    name, _, rest = mistake.partition(":")
    line = rest.partition(":")[0]
    return name, int(line) if line.isdigit() else 0


def _dotenv(workspace: Workspace) -> dict[str, str]:
    values = dotenv_values(workspace.root / ".env", interpolate=False)
    return {key: value for key, value in values.items() if value is not None}


def _read_with_parents(file: Path, seen: tuple[Path, ...]) -> _Tree:
    tree = _read(file)
    parent = tree.value.get("extends")
    if not isinstance(parent, str) or not parent:
        return tree
    target = (file.parent / parent).resolve()
    if target in (*seen, file.resolve()) or len(seen) >= _MAX_PARENTS:
        raise ConfigError("`extends` goes round in a circle", what=_at(tree, file, ("extends",)))
    if not target.is_file():
        raise ConfigError(
            f"`extends` names a file that is not there: {parent}",
            what=_at(tree, file, ("extends",)),
            remedy="paths are relative to this file",
        )
    return _merge(_read_with_parents(target, (*seen, file.resolve())), tree)


def _read(file: Path) -> _Tree:
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise ConfigError("larger than 1 MB: not a briefing file", what=str(file))
        data = YAML(typ="rt").load(file.read_text(encoding="utf-8-sig"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise ConfigError(
            f"not valid YAML: {error.problem or error.context}", what=f"{file}:{line}"
        ) from error
    except (YAMLError, UnicodeDecodeError, ValueError) as error:
        raise ConfigError(f"not valid YAML: {error}", what=str(file)) from error
    except OSError as error:
        raise ConfigError(f"cannot read: {error.strerror}", what=str(file)) from error
    if not isinstance(data, CommentedMap):
        raise ConfigError(
            "a briefing is a mapping of keys to values",
            what=f"{file}:1",
            remedy="start with `title:`",
        )
    tree = _Tree(value=None)
    tree.value = _plain(data, (), file, tree.lines)
    return tree


def _plain(node: Any, path: Path_, file: Path, lines: dict[Path_, tuple[Path, int]]) -> Any:
    """Turn ruamel's nodes into plain ones, noting where each was written."""
    if isinstance(node, CommentedMap):
        result: dict[str, Any] = {}
        for key, value in node.items():
            here = (*path, str(key))
            lines[here] = (
                file,
                node.lc.key(key)[0] + 1 if key in node.lc.data else node.lc.line + 1,
            )
            result[str(key)] = _plain(value, here, file, lines)
        return result
    if isinstance(node, CommentedSeq):
        items = []
        for index, value in enumerate(node):
            here = (*path, index)
            lines[here] = (file, node.lc.item(index)[0] + 1)
            items.append(_plain(value, here, file, lines))
        return items
    if isinstance(node, str):
        return str(node)
    return node


def _merge(parent: _Tree, child: _Tree) -> _Tree:
    """Return the child over the parent: mappings merge, everything else is replaced."""

    def over(low: Any, high: Any, path: Path_) -> Any:
        if isinstance(low, dict) and isinstance(high, dict):
            keys = [*low, *(key for key in high if key not in low)]
            return {
                key: over(low[key], high[key], (*path, key))
                if key in low and key in high
                else (high[key] if key in high else low[key])
                for key in keys
            }
        for known in [known for known in lines if known[: len(path)] == path]:
            del lines[known]
        return high

    lines = dict(parent.lines)
    value = over(parent.value, child.value, ())
    return _Tree(value=value, lines=lines | child.lines)


def _fill(
    tree: _Tree, node: Any, path: Path_, variables: Mapping[str, str], mistakes: list[str]
) -> Any:
    """Replace `${VAR}` in every string; note the missing ones."""
    if isinstance(node, dict):
        return {
            key: _fill(tree, value, (*path, key), variables, mistakes)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_fill(tree, value, (*path, i), variables, mistakes) for i, value in enumerate(node)]
    if not isinstance(node, str):
        return node

    def substitute(match: re.Match[str]) -> str:
        if match[1] in variables:
            return variables[match[1]]
        mistakes.append(
            f"{_at(tree, None, path)}: ${{{match[1]}}} is not set, in the environment or in .env"
        )
        return match[0]

    return _VARIABLE.sub(substitute, node)


def _at(tree: _Tree, file: Path | None, path: Path_) -> str:
    """Return `file:line` of the nearest path that was written down."""
    for length in range(len(path), 0, -1):
        if path[:length] in tree.lines:
            where, line = tree.lines[path[:length]]
            return f"{where.name}:{line}"
    return f"{file.name}:1" if file else "?"


def _describe(tree: _Tree, file: Path, item: Any) -> str:
    """Say what is wrong in one line: where, which key, what was written, what would be right."""
    path: Path_ = tuple(part for part in item["loc"] if part in _steps(tree.value, item["loc"]))
    where = _at(tree, file, path)
    name = ".".join(str(part) for part in path) or "briefing"
    if item["type"] == "extra_forbidden":
        valid = _valid_keys(path[:-1])
        near = difflib.get_close_matches(str(path[-1]), valid, n=1, cutoff=0.5)
        hint = f"did you mean `{near[0]}`?" if near else f"valid here: {', '.join(valid)}"
        return f"{where}: unknown key `{name}`; {hint}"
    if item["type"] == "missing":
        return f"{where}: `{'.'.join(str(part) for part in item['loc'])}` is missing"
    message = str(item["msg"]).removeprefix("Value error, ")
    if item["type"] == "too_short":
        message = "is empty"
    if item["type"] == "string_pattern_mismatch":
        message = _FORMS[str(path[-1])]
    given = item["input"]
    shown = "" if isinstance(given, dict | list | BaseModel) else f" (got {given!r})"
    shown = _SECRET.sub(r"\1***@", shown)
    return (
        f"{where}: `{name}`: {message[0].lower()}{message[1:]}{shown}{_nearest_value(item, given)}"
    )


def _steps(value: Any, loc: tuple[str | int, ...]) -> set[str | int]:
    """Return the parts of an error location that are keys or indexes of the file.

    Pydantic adds the names of union branches to locations; those are nowhere in the file.
    """
    steps: set[str | int] = set()
    for part in loc:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            continue
        steps.add(part)
    return steps


def _valid_keys(path: Path_) -> list[str]:
    """Return the keys allowed at a path, found by walking the models."""
    model: type[BaseModel] | None = BriefingFile
    for part in path:
        if isinstance(part, int) or model is None:
            continue
        found = model.model_fields.get(part)
        model = _model_of(found.annotation) if found else None
    return sorted(model.model_fields) if model else []


def _model_of(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_of(argument)
        if found:
            return found
    return None


def _nearest_value(item: Any, given: Any) -> str:
    """Suggest the nearest of a closed set of values."""
    expected = str(item.get("ctx", {}).get("expected", ""))
    choices = re.findall(r"'([^']+)'", expected)
    near = difflib.get_close_matches(str(given), choices, n=1, cutoff=0.5) if choices else []
    return f"; did you mean `{near[0]}`?" if near else ""
