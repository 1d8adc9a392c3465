"""What all tests share: hypothesis profiles, and no network in the unit folder."""

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

UNIT = Path(__file__).parent / "unit"


@pytest.fixture(autouse=True)
def _sockets(request: pytest.FixtureRequest):
    """The pure core may not even try to reach a network."""
    if UNIT in request.path.parents:
        disable_socket()
        yield
        enable_socket()
    else:
        yield
