"""Logos from files of the workspace: read, checked and decoded in a limited child process."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from broadsheet.errors import ConfigError, WorkerLost
from broadsheet.model.renderings import Logo
from broadsheet.shell.children.child import Child
from broadsheet.shell.pictures.darkroom import Reply, open_darkroom

#: A logo's file is a few kilobytes; a larger one than this is not read.
MOST_BYTES = 10_000_000
#: A picture at the limit of pixels takes under a second and 350 MB of address space.
_SECONDS = 20.0
_MEMORY = 1024**3


class LogoReader:
    """Makes logos of picture files, and remembers them: a process is started for new ones only.

    Args:
        root: The workspace; a file outside it is not read, whatever links lead there.
        seconds: Most time for one picture.
        memory: Most bytes of address space of the child.
    """

    def __init__(self, root: Path, *, seconds: float = _SECONDS, memory: int = _MEMORY) -> None:
        self._root = root
        self._made: dict[str, Logo] = {}
        self._child = Child(
            "broadsheet-picture",
            open_darkroom,
            materials=lambda: None,
            timeout=seconds,
            memory=memory,
        )

    def read(self, path: str) -> Logo:
        """Return the logo of a file.

        Args:
            path: The file, relative to the workspace.

        Raises:
            ConfigError: it is missing, outside the workspace, no picture, damaged or too large.
        """
        content = self._content(path)
        name = sha256(content).hexdigest()
        if name not in self._made:
            self._made[name] = self._developed(content, path)
        return self._made[name]

    def close(self) -> None:
        """End the child process."""
        self._child.close()

    def _content(self, path: str) -> bytes:
        place = self._root / path
        try:
            if not place.resolve(strict=True).is_relative_to(self._root.resolve()):
                raise ConfigError(
                    "the file lies outside the workspace",
                    what=path,
                    remedy=f"copy it below {self._root}",
                )
            if not place.is_file():
                raise ConfigError("this is no file", what=path, remedy="name a picture file")
            if place.stat().st_size > MOST_BYTES:
                raise ConfigError(
                    f"the file is larger than {MOST_BYTES:,} bytes",
                    what=path,
                    remedy="400 x 96 pixels are all that is shown",
                )
            return place.read_bytes()
        # RuntimeError: links that go in a circle; ValueError: a name that no file can have.
        except (OSError, RuntimeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "its name or link leads nowhere"
            raise ConfigError(
                f"cannot read the picture: {reason}",
                what=path,
                remedy="put it there, or take `logo` out of the briefing's style",
            ) from error

    def _developed(self, content: bytes, path: str) -> Logo:
        try:
            reply: Reply = self._child.ask(content)
        except WorkerLost as error:
            raise ConfigError(
                f"the picture could not be decoded: {error.message}",
                what=path,
                remedy="export it again as PNG",
            ) from error
        finally:
            # There is seldom a second one; the process need not wait for it.
            self._child.close()
        if isinstance(reply, Logo):
            return reply
        message, remedy = reply
        raise ConfigError(message, what=path, remedy=remedy)
