"""The journey's stage: a fresh workspace with the sample newsroom and its six weekly editions."""

from __future__ import annotations

import pytest

from newsroom import Newsroom, make_newsroom


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return make_newsroom(tmp_path_factory.mktemp("newsroom"))
