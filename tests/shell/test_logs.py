"""Log lines: readable by people and programs, and without secrets."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import structlog

from broadsheet.shell.logs import configure_logs, logger


@pytest.fixture(autouse=True)
def _configured_as_before() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def break_down() -> None:
    password = "s3cret"
    raise ValueError(f"no answer from https://ida:{password}@quay.example/rss")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_broken_run_is_told_with_where_it_broke_and_no_secret(form: str, capsys) -> None:
    configure_logs("info", form)
    try:
        break_down()
    except ValueError:
        logger().exception("run broke", url="smtp://ida:s3@s3cret@quay.example")
    told = capsys.readouterr().err
    assert "s3cret" not in told
    assert "in break_down" in told
    assert "***@quay.example" in told


def test_a_line_for_programs_is_one_json_object_of_at_least_the_level(capsys) -> None:
    configure_logs("warning", "json")
    logger().info("run started")
    logger().warning("run ended", state="failed")
    (line,) = capsys.readouterr().err.splitlines()
    found = json.loads(line)
    assert (found["event"], found["state"], found["level"]) == ("run ended", "failed", "warning")
