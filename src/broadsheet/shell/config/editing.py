"""Adding sources to a briefing file without touching a byte of the rest of it.

A YAML library that reads and writes a file keeps its comments, but not all of its layout. So the
new lines are put where they belong as text, and the library only says where that is and checks
that nothing else has changed.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from broadsheet.errors import ConfigError
from broadsheet.shell.config.schema import SourceFile

_KEY = "sources"
_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*(?: [A-Za-z0-9_.-]+)*")
_NO_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


def add_sources(
    file: Path,
    sources: Sequence[Mapping[str, Any]],
    *,
    check: Callable[[Path], object] = lambda _: None,
) -> None:
    """Add sources at the end of a briefing file's list, whole or not at all.

    Args:
        file: The briefing file.
        sources: What each entry says, by key, in the order to be written.
        check: Called with the new file before it takes the place of the old one, which stays if
            this raises.

    Raises:
        ConfigError: the file cannot be read or written, or has no list of sources of its own; an
            entry is none.
    """
    for source in sources:
        _check(source, file)
    raw = _read(file)
    text = raw.removeprefix("\ufeff")
    before = _parse(text, file)
    own = before.get(_KEY)
    if not isinstance(own, CommentedSeq) or not own:
        raise ConfigError(
            f"has no `{_KEY}` of its own to add to",
            what=str(file),
            remedy="add them to the file it extends, or write one source by hand first",
        )
    changed = _in_flow(text, sources) if own.fa.flow_style() else _in_block(text, own, sources)
    after = _parse(changed, file)
    expected = {**_plain(before), _KEY: [*_plain(own), *_plain(sources)]}
    if _plain(after) != expected:
        raise ConfigError(
            f"the end of `{_KEY}` cannot be made out",
            what=str(file),
            remedy="add the source by hand",
        )
    _write(file, raw[: len(raw) - len(text)] + changed, check)


def _check(source: Mapping[str, Any], file: Path) -> None:
    try:
        SourceFile.model_validate(dict(source))
    except ValidationError as error:
        said = "; ".join(str(item["msg"]).removeprefix("Value error, ") for item in error.errors())
        raise ConfigError(f"not a source: {said}", what=str(file)) from error


def _in_block(text: str, own: CommentedSeq, sources: Sequence[Mapping[str, Any]]) -> str:
    """Put entries behind the last of a list that is written one entry to a line or more."""
    lines = text.splitlines(keepends=True)
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    dash = own.lc.col
    last = own.lc.item(len(own) - 1)[0]
    stop = last + 1
    for number in range(last + 1, len(lines)):
        line = lines[number]
        bare = line.strip()
        if bare and not bare.startswith("#") and _indent(line) <= dash:
            break
        if bare and _indent(line) > dash:
            stop = number + 1
    if not lines[stop - 1].endswith("\n"):
        lines[stop - 1] += end
    margin = " " * dash
    added = [f"{margin}{line}{end}" for source in sources for line in _entry(source).splitlines()]
    return "".join([*lines[:stop], *added, *lines[stop:]])


def _in_flow(text: str, sources: Sequence[Mapping[str, Any]]) -> str:
    """Put entries behind the last of a list that is written in brackets."""
    root = YAML(typ="rt").compose(StringIO(text))
    (value,) = [value for key, value in root.value if key.value == _KEY]
    bracket = value.end_mark.index - 1
    head = text[:bracket].rstrip()
    added = ", ".join(_in_braces(source) for source in sources)
    return f"{head.removesuffix(',')}, {added}{text[bracket:]}"


def _entry(source: Mapping[str, Any]) -> str:
    """Return one entry in block style, its lists in brackets."""
    target = StringIO()
    entry = CommentedMap(
        (key, _list(value) if isinstance(value, list | tuple) else value)
        for key, value in source.items()
    )
    _round_trip().dump([entry], target)
    return target.getvalue().strip("\n")


def _in_braces(source: Mapping[str, Any]) -> str:
    entry = CommentedMap((key, _quoted(value)) for key, value in source.items())
    entry.fa.set_flow_style()
    target = StringIO()
    _round_trip().dump(entry, target)
    return target.getvalue().strip()


def _list(values: Sequence[Any]) -> CommentedSeq:
    sequence = CommentedSeq(_quoted(value) for value in values)
    sequence.fa.set_flow_style()
    return sequence


def _quoted(value: Any) -> Any:
    """Return a value fit to stand inside brackets: in quotes unless it is plain words."""
    if isinstance(value, list | tuple):
        return _list(value)
    is_plain = not isinstance(value, str) or (
        _WORDS.fullmatch(value) and value.lower() not in _NO_WORDS
    )
    return value if is_plain else DoubleQuotedScalarString(value)


def _round_trip() -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 10_000
    return yaml


def _parse(text: str, file: Path) -> CommentedMap:
    try:
        data = _round_trip().load(text)
    except (YAMLError, ValueError) as error:
        raise ConfigError(
            "is not valid YAML", what=str(file), remedy="see `broadsheet check`"
        ) from error
    if not isinstance(data, CommentedMap):
        raise ConfigError("a briefing is a mapping of keys to values", what=str(file))
    return data


def _plain(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_plain(value) for value in node]
    return str(node) if isinstance(node, str) else node


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", what=str(file)) from error


def _write(file: Path, text: str, check: Callable[[Path], object]) -> None:
    """Replace a file whole or not at all; it keeps its permissions."""
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(handle, "wb") as target:
                target.write(text.encode("utf-8"))
            Path(name).chmod(file.stat().st_mode & 0o777)
            check(Path(name))
            Path(name).replace(file)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise ConfigError(f"cannot be written: {error.strerror}", what=str(file)) from error
