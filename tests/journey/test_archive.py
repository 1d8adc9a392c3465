"""The web archive: every edition of the newsroom can be found there, and nothing in it is broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from newsroom import Newsroom


def site(newsroom: Newsroom) -> Path:
    return newsroom.root / "output" / "site"


def test_every_link_of_the_archive_leads_somewhere(newsroom: Newsroom) -> None:
    for page in (site(newsroom) / "index.html", site(newsroom) / "coastal-power" / "index.html"):
        links = etree.HTML(page.read_bytes()).xpath("//a/@href | //link/@href")
        assert links
        for link in links:
            assert (page.parent / link).is_file(), f"{page.name}: {link}"


def test_the_archive_holds_each_edition_as_it_was_published(newsroom: Newsroom) -> None:
    feed = json.loads((site(newsroom) / "coastal-power" / "feed.json").read_text("utf-8"))
    assert [item["title"] for item in feed["items"]] == [
        edition.headline for edition in reversed(newsroom.editions)
    ]
    for edition in newsroom.editions:
        folder = newsroom.app.folder(edition)
        for name in ("index.html", "edition.pdf"):
            shown = site(newsroom) / "coastal-power" / folder.name / name
            assert shown.read_bytes() == (folder / name).read_bytes()


def test_an_archive_that_cannot_be_written_does_not_stop_an_edition(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    (newsroom.root / "templates" / "site").mkdir(parents=True)
    broken = newsroom.root / "templates" / "site" / "index.html.j2"
    broken.write_text("{{ nobody.knows }}", encoding="utf-8")
    app = type(newsroom.app).open(newsroom.root)
    try:
        edition = newsroom.editions[-1]
        assert (app.write(edition, app.briefing("coastal-power")) / "index.html").is_file()
    finally:
        app.close()
        broken.unlink()
        broken.parent.rmdir()


def test_a_wrong_briefing_leaves_the_others_their_place_in_the_archive(
    newsroom: Newsroom,
) -> None:
    index = site(newsroom) / "index.html"
    wrong = newsroom.root / "briefings" / "wrong.yaml"
    wrong.write_text("titel: Nothing\n", encoding="utf-8")
    index.unlink()
    try:
        newsroom.app.write(newsroom.editions[-1], newsroom.app.briefing("coastal-power"))
    finally:
        wrong.unlink()
    assert "Voltara" in index.read_text(encoding="utf-8")


def test_a_second_writing_reads_no_edition_again(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions = newsroom.app.store.editions
    assert list(editions.ids("coastal-power")) == [each.id for each in reversed(newsroom.editions)]
    index = site(newsroom) / "coastal-power" / "index.html"
    before = index.read_bytes()
    index.unlink()
    read: list[str] = []
    monkeypatch.setattr(editions, "get", read.append)
    newsroom.app.write(newsroom.editions[-1], newsroom.app.briefing("coastal-power"))
    assert index.read_bytes() == before
    assert read == []
