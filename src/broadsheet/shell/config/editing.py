"""Adding and removing sources in a briefing file without touching a byte of the rest of it.

A YAML library that reads and writes a file keeps its comments, but not all of its layout. So the
lines are put in and taken out as text, and the library only says where that is and checks that
nothing else has changed.
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
    own = _own(before)
    if not own:
        raise ConfigError(
            f"has no `{_KEY}` of its own to add to",
            what=str(file),
            remedy="add them to the file it extends, or write one source by hand first",
        )
    changed = _in_flow(text, sources) if own.fa.flow_style() else _in_block(text, own, sources)
    expected = {**_plain(before), _KEY: [*_plain(own), *_plain(sources)]}
    _confirm(changed, expected, file, remedy="add the source by hand")
    _write(file, raw[: len(raw) - len(text)] + changed, check)


def source_entries(file: Path) -> list[dict[str, Any]]:
    """Return what a briefing file's own list of sources says, entry by entry, variables unfilled.

    Raises:
        ConfigError: the file cannot be read, or is no briefing.
    """
    own = _own(_parse(_read(file).removeprefix("\ufeff"), file))
    return [dict(entry) if isinstance(entry, Mapping) else {} for entry in _plain(own)]


def remove_source(
    file: Path, index: int, *, check: Callable[[Path], object] = lambda _: None
) -> None:
    """Take one entry out of a briefing file's list, whole or not at all.

    The comments inside and behind the entry go with it, those above it stay.

    Args:
        file: The briefing file.
        index: Which entry of its own list, from 0.
        check: As of `add_sources`.

    Raises:
        ConfigError: the file cannot be read or written; it would have no source any more.
    """
    raw = _read(file)
    text = raw.removeprefix("\ufeff")
    before = _parse(text, file)
    own = _own(before)
    if len(own) < 2:
        raise ConfigError(
            "would have no source any more",
            what=str(file),
            remedy="add another one first, or delete the file",
        )
    is_flow = own.fa.flow_style()
    changed = _without_flow(text, index) if is_flow else _without_block(text, own, index)
    kept = [entry for number, entry in enumerate(_plain(own)) if number != index]
    expected = {**_plain(before), _KEY: kept}
    _confirm(changed, expected, file, remedy="remove the source by hand")
    _write(file, raw[: len(raw) - len(text)] + changed, check)


def _own(briefing: CommentedMap) -> CommentedSeq:
    """Return the file's own list of sources; empty when it has none."""
    own = briefing.get(_KEY)
    return own if isinstance(own, CommentedSeq) else CommentedSeq()


def _confirm(changed: str, expected: object, file: Path, *, remedy: str) -> None:
    """Make sure that a changed text says what it should, and nothing else."""
    try:
        after = _plain(_parse(changed, file))
    except ConfigError:
        after = None
    if after != expected:
        raise ConfigError(
            f"where the entries of `{_KEY}` end cannot be made out", what=str(file), remedy=remedy
        )


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
    stop = _end_of(lines, own.lc.item(len(own) - 1)[0], dash)
    if not lines[stop - 1].endswith("\n"):
        lines[stop - 1] += end
    margin = " " * dash
    added = [f"{margin}{line}{end}" for source in sources for line in _entry(source).splitlines()]
    return "".join([*lines[:stop], *added, *lines[stop:]])


def _end_of(lines: Sequence[str], start: int, dash: int) -> int:
    """Return the line behind an entry that starts in a line: blank ones behind it do not count."""
    stop = start + 1
    for number in range(start + 1, len(lines)):
        bare = lines[number].strip()
        if bare and not bare.startswith("#") and _indent(lines[number]) <= dash:
            break
        if bare and _indent(lines[number]) > dash:
            stop = number + 1
    return stop


def _without_block(text: str, own: CommentedSeq, index: int) -> str:
    """Take an entry out of a list that is written one entry to a line or more."""
    lines = text.splitlines(keepends=True)
    value = own.lc.item(index)[0]
    dashed = (
        number
        for number in range(value, -1, -1)
        if lines[number].lstrip().startswith("-") and _indent(lines[number]) == own.lc.col
    )
    start = next(dashed, value)
    return "".join(lines[:start] + lines[_end_of(lines, value, own.lc.col) :])


def _without_flow(text: str, index: int) -> str:
    """Take an entry out of a list that is written in brackets, with a comma."""
    entries = _composed(text).value
    node = entries[index]
    if index + 1 < len(entries):
        return text[: node.start_mark.index] + text[entries[index + 1].start_mark.index :]
    return text[: entries[index - 1].end_mark.index] + text[node.end_mark.index :]


def _composed(text: str) -> Any:
    """Return the list of sources with the places where it and its entries begin and end."""
    root = YAML(typ="rt").compose(StringIO(text))
    (value,) = [value for key, value in root.value if key.value == _KEY]
    return value


def _in_flow(text: str, sources: Sequence[Mapping[str, Any]]) -> str:
    """Put entries behind the last of a list that is written in brackets."""
    bracket = _composed(text).end_mark.index - 1
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
