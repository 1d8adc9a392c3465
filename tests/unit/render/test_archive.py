"""The archive: what a reader finds there, and what a feed reader makes of its feeds."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from broadsheet import read_feed
from broadsheet.model.briefings import Style
from broadsheet.render.archive import FEED_LENGTH, Shelf, render_archive, shelve
from editions import sample_edition

TEMPLATES = {
    path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
    for folder in (Path(__file__).parents[3] / "templates",)
    for path in sorted(folder.rglob("*.j2"))
}


def shelf(count: int = 3, *, headline: str = "", briefing: str = "weekly") -> Shelf:
    last = sample_edition()
    return Shelf(
        briefing=briefing,
        style=Style(),
        editions=[
            shelve(
                replace(
                    last,
                    id=f"{number:064x}",
                    number=number,
                    headline=headline or f"Headline {number} & more",
                    period=replace(
                        last.period, end=last.period.end - timedelta(weeks=count - number)
                    ),
                ),
                folder=f"no{number}",
                has_pdf=number % 2 == 0,
            )
            for number in range(count, 0, -1)
        ],
    )


def test_a_briefings_page_lists_its_editions_newest_first():
    page = etree.HTML(render_archive([shelf()], TEMPLATES)["weekly/index.html"])
    assert page.xpath("//li/h2/a/@href") == ["no3/index.html", "no2/index.html", "no1/index.html"]
    assert page.xpath("//li//a[starts-with(@aria-label, 'PDF')]/@href") == ["no2/edition.pdf"]
    assert page.xpath("//link[@rel='alternate']/@href") == ["rss.xml", "atom.xml", "feed.json"]


def test_the_first_page_shows_the_latest_edition_of_every_briefing():
    files = render_archive([shelf(), shelf(briefing="daily")], TEMPLATES)
    page = etree.HTML(files["index.html"])
    assert page.xpath("//li/h2/a/@href") == ["weekly/no3/index.html", "daily/no3/index.html"]
    assert {"weekly/rss.xml", "daily/rss.xml"} <= set(files)


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_a_feed_reader_reads_the_feeds(name):
    files = render_archive([shelf()], TEMPLATES, base_url="https://briefs.example/")
    feed = feedparser.parse(files[f"weekly/{name}"])
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == [
        f"Headline {number} & more" for number in (3, 2, 1)
    ]
    assert feed.entries[0].link == "https://briefs.example/weekly/no3/"
    assert feed.feed.link == "https://briefs.example/weekly/"
    assert feed.feed.language == "en"
    assert len({entry.id for entry in feed.entries}) == 3


def test_the_feeds_keep_to_their_specifications():
    """RFC 4287, the RSS Advisory Board's profile of RSS 2.0, JSON Feed 1.1: what they demand."""
    files = render_archive([shelf()], TEMPLATES, base_url="https://briefs.example/")
    atom = etree.fromstring(files["weekly/atom.xml"])
    for element in (atom, *atom.iter("{*}entry")):
        children = [etree.QName(child).localname for child in element]
        for name in ("id", "title", "updated"):
            assert children.count(name) == 1
    assert len({each.text for each in atom.iter("{*}id")}) == 4
    for moment in (*atom.iter("{*}updated"), *atom.iter("{*}published")):
        assert datetime.fromisoformat(moment.text).tzinfo is not None
    rels = [(link.get("rel"), link.get("href")) for link in atom.findall("{*}link")]
    assert ("self", "https://briefs.example/weekly/atom.xml") in rels
    assert atom.find("{*}author/{*}name").text
    (channel,) = etree.fromstring(files["weekly/rss.xml"])
    assert all(channel.findtext(name) for name in ("title", "link", "description", "language"))
    for item in channel.iter("item"):
        assert parsedate_to_datetime(item.findtext("pubDate")).utcoffset() == timedelta(0)
        assert item.find("guid").get("isPermaLink") == "false"
        assert item.findtext("link").startswith("https://")
    feed = json.loads(files["weekly/feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {"title", "items", "home_page_url"} <= set(feed)
    assert all(isinstance(item["id"], str) and item["content_text"] for item in feed["items"])


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml", "feed.json"])
def test_our_own_reader_reads_them_as_they_were_meant(name):
    hostile = replace(sample_edition().dek, text='5 < 6 & <script>alert("1")</script> done')
    shelved = shelve(replace(sample_edition(), dek=hostile, takeaways=()), folder="no1")
    files = render_archive(
        [Shelf(briefing="weekly", style=Style(), editions=[shelved])],
        TEMPLATES,
        base_url="https://briefs.example",
    )
    result = read_feed(files[f"weekly/{name}"], url=f"https://briefs.example/weekly/{name}")
    (entry,) = result.entries
    assert result.problems == ()
    assert entry.url == "https://briefs.example/weekly/no1/"
    assert entry.published == shelved.ends
    assert "5 < 6 & <script>" in unescape(entry.summary or entry.content)


def test_a_description_is_html_of_its_points():
    rss = etree.fromstring(render_archive([shelf(1)], TEMPLATES)["weekly/rss.xml"])
    told = etree.HTML(rss.findtext("channel/item/description"))
    assert len(told.xpath("//li")) == 4
    assert told.xpath("string(//p)").startswith("The largest single order")


def test_the_json_feed_says_the_same():
    files = render_archive([shelf()], TEMPLATES, base_url="https://briefs.example")
    feed = json.loads(files["weekly/feed.json"])
    assert feed["feed_url"] == "https://briefs.example/weekly/feed.json"
    assert [item["url"] for item in feed["items"]][-1] == "https://briefs.example/weekly/no1/"
    assert feed["items"][0]["date_published"].endswith("+00:00")


def test_without_a_public_address_links_are_relative():
    files = render_archive([shelf(1)], TEMPLATES)
    feed = json.loads(files["weekly/feed.json"])
    assert "feed_url" not in feed
    assert feed["items"][0]["url"] == "no1/index.html"
    assert b'rel="self"' not in files["weekly/rss.xml"] + files["weekly/atom.xml"]


def test_an_editions_name_outlives_a_move_of_the_archive():
    def ids(base: str) -> list[str]:
        files = render_archive([shelf()], TEMPLATES, base_url=base)
        return [item["id"] for item in json.loads(files["weekly/feed.json"])["items"]]

    assert ids("https://old.example") == ids("https://new.example")


def test_feeds_carry_the_newest_and_the_page_all():
    files = render_archive([shelf(FEED_LENGTH + 5)], TEMPLATES)
    assert len(json.loads(files["weekly/feed.json"])["items"]) == FEED_LENGTH
    assert len(etree.HTML(files["weekly/index.html"]).xpath("//li/h2")) == FEED_LENGTH + 5


def test_a_hostile_headline_stays_text():
    hostile = "]]><script>alert(1)</script>\x00\x0b \u202e\ud800 &amp; done"
    files = render_archive([shelf(headline=hostile)], TEMPLATES)
    assert b"<script" not in b"".join(
        content for name, content in files.items() if not name.endswith(".json")
    )
    for name in ("rss.xml", "atom.xml"):
        title = etree.fromstring(files[f"weekly/{name}"]).xpath("//*[local-name()='title']")[1]
        assert title.text.endswith("&amp; done")


def test_no_editions_make_no_archive():
    assert render_archive([], TEMPLATES) == {}
