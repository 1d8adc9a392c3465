"""What the commands print: shown as written, obeyed by no terminal."""

from __future__ import annotations

import pytest

from broadsheet.shell.cli.terminal import print_table, say, warn

HOSTILE = "One\x1b[2J\x1b]0;owned\x07 [bold]two[/bold] \x9b31m\u202eeerht\u202c\0"
SHOWN = "One�[2J�]0;owned� [bold]two[/bold] �31m�eerht��"


def test_what_feeds_and_servers_say_commands_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say(HOSTILE)
    warn(HOSTILE)
    print_table(["title"], [[HOSTILE]])
    out, err = capsys.readouterr()
    assert err == f"{SHOWN}\n"
    assert out.splitlines()[0] == SHOWN
    assert out.splitlines()[-1].rstrip() == SHOWN


def test_lines_and_tabs_stay(capsys: pytest.CaptureFixture[str]) -> None:
    say("one\ntwo")
    assert capsys.readouterr().out == "one\ntwo\n"
