"""Workspaces, settings and templates."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from broadsheet.errors import ConfigError
from broadsheet.shell.config.settings import load_settings
from broadsheet.shell.config.templates import load_templates
from broadsheet.shell.config.workspace import create_workspace, find_workspace


def test_a_new_workspace_is_complete_and_filling_it_again_touches_nothing(tmp_path: Path) -> None:
    written = create_workspace(tmp_path / "news")
    assert (tmp_path / "news" / "briefings" / "coastal-power.yaml") in written
    assert len([path for path in written if path.suffix == ".html"]) >= 10
    mine = tmp_path / "news" / "briefings" / "coastal-power.yaml"
    mine.write_text("title: Mine\n", encoding="utf-8")
    assert create_workspace(tmp_path / "news") == []
    assert mine.read_text(encoding="utf-8") == "title: Mine\n"


def test_the_workspace_is_found_from_below(tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find_workspace(tmp_path / "a" / "b").root == tmp_path.resolve()


def test_no_workspace_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="broadsheet init DIR"):
        find_workspace(tmp_path)


def test_a_workspace_where_a_file_stands_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="cannot write the workspace"):
        create_workspace(tmp_path / "taken")


def test_settings_come_from_the_env_file_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(
        "BROADSHEET_SMTP_HOST=relay.example\nBROADSHEET_SMTP_PORT=25\n"
        "BROADSHEET_ALLOW_PRIVATE=localhost:8000, Intranet.example\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("BROADSHEET_SMTP_PORT", "2525")
    settings = load_settings(tmp_path)
    assert settings.smtp_host == "relay.example"
    assert settings.smtp_port == 2525
    assert settings.allow_private == {"localhost:8000", "intranet.example"}


def test_wrong_settings_are_all_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "BROADSHEET_SMTP_PORT=many\nBROADSHEET_SMTP_SECURITY=ssl\n", encoding="utf-8"
    )
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path)
    assert "BROADSHEET_SMTP_PORT" in str(caught.value)
    assert "BROADSHEET_SMTP_SECURITY" in str(caught.value)
    assert "'ssl'" in str(caught.value)


@pytest.mark.parametrize("name", ["MAILBOX_PASSWORDS", "MAILBOX_TOKEN_COMMANDS"])
@pytest.mark.parametrize("value", ["hush", "[]", '{"imap.quay.example": 1}'])
def test_secrets_that_are_no_json_are_not_repeated(tmp_path: Path, name: str, value: str) -> None:
    (tmp_path / ".env").write_text(f"BROADSHEET_{name}={value}\n")
    with pytest.raises(
        ConfigError, match=name + r': write JSON by host: \{"imap.example.org": "…"\}'
    ) as caught:
        load_settings(tmp_path)
    assert "hush" not in str(caught.value)


def test_passwords_of_mailboxes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text('BROADSHEET_MAILBOX_PASSWORDS={"imap.quay.example": "hush"}\n')
    settings = load_settings(tmp_path)
    assert settings.passwords_of_mailboxes == {"imap.quay.example": "hush"}
    assert "hush" not in repr(settings)
    monkeypatch.setenv("BROADSHEET_MAILBOX_PASSWORDS", "")
    assert load_settings(tmp_path).passwords_of_mailboxes == {}


def test_a_users_template_overrides_ours_file_by_file(tmp_path: Path) -> None:
    ours = load_templates()
    (tmp_path / "email.txt.j2").write_text("mine", encoding="utf-8")
    mixed = load_templates(tmp_path)
    assert mixed["email.txt.j2"] == "mine"
    assert {name: text for name, text in mixed.items() if name != "email.txt.j2"} == {
        name: text for name, text in ours.items() if name != "email.txt.j2"
    }


def test_a_template_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "email.txt.j2").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"email\.txt\.j2"):
        load_templates(tmp_path)


@contextmanager
def no_privileges() -> Iterator[None]:
    """Act as nobody for a while, where the tests are run by root, who may write everywhere."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_an_unwritable_folder_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with (
        no_privileges(),
        pytest.raises(ConfigError, match=r"cannot write the workspace.*ermission denied"),
    ):
        create_workspace(tmp_path / "news")
