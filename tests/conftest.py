"""What all tests share: hypothesis profiles, and no network for the tests of the pure core."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_socket import disable_socket, enable_socket

settings.register_profile("dev", max_examples=15, deadline=None)
settings.register_profile(
    "ci",
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

PURE = {Path(__file__).parent / folder for folder in ("unit", "laws", "hostile")}


@pytest.fixture(autouse=True)
def _sockets(request: pytest.FixtureRequest):
    """The pure core may not even try to reach a network."""
    if not PURE.isdisjoint(request.path.parents):
        disable_socket()
        yield
        enable_socket()
    else:
        yield


@pytest.fixture(scope="session")
def templates() -> dict[str, str]:
    """The shipped templates, read once."""
    folder = Path(__file__).parents[1] / "templates"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.j2"))
    }
