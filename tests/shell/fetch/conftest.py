"""A publisher to fetch from, and names of hosts that all lead to it."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from publisher import Publisher, serving


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with serving() as server:
        yield server


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every name under `.example` resolve to the loopback interface."""
    resolve = socket.getaddrinfo

    def resolve_here(host, port, *arguments, **options):
        is_ours = isinstance(host, str) and host.endswith(".example")
        return resolve("127.0.0.1" if is_ours else host, port, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve_here)
