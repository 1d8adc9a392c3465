"""The public names: complete, documented, and loaded only when used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import broadsheet


@pytest.mark.parametrize("name", [name for name in broadsheet.__all__ if name != "__version__"])
def test_each_name_loads_and_is_documented(name: str) -> None:
    assert getattr(broadsheet, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        broadsheet.no_such_name  # noqa: B018


def test_importing_the_package_loads_nothing_else() -> None:
    program = (
        "import sys, broadsheet; print([m for m in sys.modules if m.startswith('broadsheet.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
