"""Files of the workspace as sources: never outside it, never too large."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath

from broadsheet.errors import FetchError, RefusedAddress
from broadsheet.model.articles import FetchRequest, FetchResponse

MAX_BYTES = 20_000_000
MOST_FILES = 10_000
_MOST_PATTERNS = 64
_BRACES = re.compile(r"\{([^{}]*,[^{}]*)\}")
_WILD = re.compile(r"[*?\[]")


class FileFetcher:
    """Reads files under one folder.

    Args:
        root: The workspace.
        clock: Says what time it is (aware).
    """

    def __init__(self, root: Path, *, clock: Callable[[], datetime]) -> None:
        self._root = root.resolve()
        self._clock = clock

    def fetch(self, request: FetchRequest) -> FetchResponse:
        """Read one file.

        Raises:
            RefusedAddress: the path leads out of the workspace.
            FetchError: no such file, not a regular file, unreadable, or larger than 20 MB (or the
                request's own cap).
        """
        path = self._inside(request.url)
        cap = min(request.max_bytes, MAX_BYTES)
        try:
            if not path.is_file():
                raise FetchError("no such file", what=request.url)
            with path.open("rb") as file:
                content = file.read(cap + 1)
        except OSError as error:
            raise FetchError(f"cannot be read: {error.strerror}", what=request.url) from error
        if len(content) > cap:
            raise FetchError(f"is larger than {cap / 1e6:g} MB", what=request.url)
        return FetchResponse(status=200, url=request.url, content=content, fetched_at=self._clock())

    def expand(self, pattern: str) -> Sequence[str]:
        """Return the files a path or glob names, relative to the workspace, sorted.

        `*`, `?`, `[...]`, `**` and `{a,b}` are understood; hidden files, folders and whatever a
        link leads out of the workspace for are passed over.

        Raises:
            RefusedAddress: the pattern itself leads out of the workspace.
            FetchError: the folder it starts in may not be read; it names more than 10,000 files.
        """
        found: set[str] = set()
        for plain in _alternatives(pattern):
            self._check(plain)
            for path in self._matches(plain):
                found.add(path)
                if len(found) > MOST_FILES:
                    raise FetchError(
                        f"names more than {MOST_FILES:,} files",
                        what=pattern,
                        remedy="name those of one folder or year, and move old ones away",
                    )
        return sorted(found)

    def _matches(self, pattern: str) -> Iterator[str]:
        self._see(pattern)
        if not _WILD.search(pattern):
            candidates: Iterator[Path] = iter([self._root / pattern])
        else:
            candidates = self._root.glob(pattern)
        shown = {part for part in PurePosixPath(pattern).parts if part.startswith(".")}
        for path in candidates:
            relative = path.relative_to(self._root)
            if any(part.startswith(".") and part not in shown for part in relative.parts):
                continue
            if path.is_file() and path.resolve().is_relative_to(self._root):
                yield relative.as_posix()

    def _see(self, pattern: str) -> None:
        """Look into the folder a pattern starts in: a glob passes over what it may not read."""
        fixed = itertools.takewhile(
            lambda part: not _WILD.search(part), PurePosixPath(pattern).parts
        )
        folder = self._root.joinpath(*fixed)
        try:
            if folder.is_dir():
                next(folder.iterdir(), None)
        except PermissionError as error:
            raise FetchError(
                "may not be read",
                what=pattern,
                remedy="give the user that runs this the right to list the folder",
            ) from error

    def _inside(self, url: str) -> Path:
        """Return the real path of a workspace file."""
        self._check(url)
        try:
            path = (self._root / url).resolve()
        except (OSError, RuntimeError) as error:  # the latter up to Python 3.12
            raise FetchError("cannot be read: links lead in a circle", what=url) from error
        if not path.is_relative_to(self._root):
            raise RefusedAddress("a link leads out of the workspace", what=url)
        return path

    def _check(self, path: str) -> None:
        pure = PurePosixPath(path)
        if "\0" in path or "://" in path:
            raise RefusedAddress("is not a path inside the workspace", what=path.replace("\0", "?"))
        if pure.is_absolute() or ".." in pure.parts or not pure.parts:
            raise RefusedAddress(
                "leads out of the workspace",
                what=path,
                remedy="use a path relative to the workspace, without `..`",
            )


def _alternatives(pattern: str) -> list[str]:
    """Expand `{a,b}` into patterns without braces, at most 64 of them."""
    done: list[str] = []
    waiting = [pattern]
    while waiting and len(done) + len(waiting) <= _MOST_PATTERNS:
        current = waiting.pop(0)
        match = _BRACES.search(current)
        if match is None:
            done.append(current)
            continue
        start, end = match.span()
        waiting += [current[:start] + part + current[end:] for part in match.group(1).split(",")]
    return done + waiting
