"""Lead images against their cases: which address, what it shows, whose it is, and where that stood."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from broadsheet.model.articles import Entry, Feed, LeadImage
from broadsheet.read.entries import article_from_entry, merge_page
from broadsheet.read.feed_images import content_image
from broadsheet.read.feeds import read_feed
from broadsheet.read.h_feeds import read_h_feed
from broadsheet.read.images import credit_in, picture_address, plain_alt, plain_credit, stem_of
from broadsheet.read.main_text import parse_html
from broadsheet.read.markdown import read_markdown
from broadsheet.read.page_images import page_image
from broadsheet.read.pages import read_page
from broadsheet.read.structured import Meta, json_ld

CASES = Path(__file__).parents[2] / "cases" / "images"
URL = "https://fjordlight.example/ports/four-berths"
FEED = (
    "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'"
    " xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
    " xmlns:atom='http://www.w3.org/2005/Atom'"
    " xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Wire</title>"
    "<item><title>Four berths</title><link>https://wire.example/1</link>{}</item></channel></rss>"
)


def load(name: str) -> Any:
    return json.loads((CASES / f"{name}.json").read_text("utf-8"))


def said(image: LeadImage | None) -> dict[str, str] | None:
    return None if image is None else {key: text for key, text in asdict(image).items() if text}


def test_addresses_of_pictures_and_of_what_is_none() -> None:
    cases = load("addresses")
    base = cases["base"]
    pictures = cases["pictures"]
    assert {each: picture_address(each, base=base) for each in pictures} == pictures
    assert [each for each in cases["none"] if picture_address(each, base=base)] == []
    assert picture_address("https://a.example/" + "x" * 3_000, base=base) == ""
    assert picture_address("//cdn.example/quay.jpg", base="") == "https://cdn.example/quay.jpg"
    assert picture_address("quay.jpg", base="notes/a.md") == ""


@pytest.mark.parametrize(("caption", "rest", "credit"), load("credits"))
def test_a_caption_and_its_credit(caption: str, rest: str, credit: str) -> None:
    assert credit_in(caption) == (rest, credit)


@pytest.mark.parametrize("case", load("pages"), ids=lambda case: case["name"])
def test_the_image_of_a_page(case: dict[str, Any]) -> None:
    tree = parse_html(
        f"<html><head>{case.get('head', '')}</head><body>{case.get('body', 'x')}</body></html>"
    )
    assert said(page_image(tree, Meta(tree), json_ld(tree), url=URL)) == case["image"]


@pytest.mark.parametrize("case", load("feeds"), ids=lambda case: case["name"])
def test_the_image_of_an_entry(case: dict[str, Any]) -> None:
    result = read_feed(FEED.format(case["item"]).encode(), url="https://wire.example/feed.xml")
    assert said(result.entries[0].image) == case["image"]
    article = article_from_entry(result.entries[0], result.feed)
    assert article is not None
    assert article.image == result.entries[0].image


@pytest.mark.parametrize(
    ("item", "found_in"),
    [
        ({"image": "/img/a.jpg", "banner_image": "/img/b.jpg"}, "image"),
        ({"image": "/logo.png", "banner_image": "/img/b.jpg"}, "banner_image"),
        (
            {"attachments": ["x", {"url": "/img/c.jpg", "mime_type": "image/jpeg", "title": "C"}]},
            "attachment",
        ),
        ({"content_html": "<p>Text <img src='/img/d.jpg'></p>"}, "content"),
        ({"content_html": "<p>Text</p>", "image": 7}, None),
    ],
)
def test_the_image_of_a_json_feed(item: dict[str, Any], found_in: str | None) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "Berths", **item}]}
    entry = read_feed(json.dumps(feed).encode(), url="https://wire.example/feed.json").entries[0]
    assert (entry.image and entry.image.found_in) == found_in


@pytest.mark.parametrize(
    ("markup", "url", "found_in"),
    [
        ("<img class='u-photo' src='/a.jpg' alt='A'><a class='u-featured' href='/b.jpg'>B</a>",
         "https://skerry.example/b.jpg", "u-featured"),
        ("<img class='u-photo' src='/a.jpg' alt='A'>", "https://skerry.example/a.jpg", "u-photo"),
        ("<div class='e-content'>Text <img data-src='/c.jpg'></div>",
         "https://skerry.example/c.jpg", "content"),
    ],
)  # fmt: skip
def test_the_image_of_an_h_entry(markup: str, url: str, found_in: str) -> None:
    page = f"<div class='h-entry'><h2 class='p-name'>Note</h2>{markup}</div>".encode()
    result = read_h_feed(page, url="https://skerry.example/notes/")
    assert result
    image = result.entries[0].image
    assert image
    assert (image.url, image.found_in) == (url, found_in)


def test_a_note_has_the_picture_it_shows() -> None:
    shown = read_markdown("Text.\n\n![The quay](https://a.example/quay.jpg)", url="notes/a.md")
    assert said(shown.image) == {
        "url": "https://a.example/quay.jpg",
        "found_in": "content",
        "alt": "The quay",
        "alt_found_in": "content",
    }
    assert read_markdown("Text.\n\n![The quay](quay.jpg)", url="notes/a.md").image is None


def test_the_page_of_an_entry_has_the_better_picture_and_the_feed_its_credit() -> None:
    text = "The port of Lindhavn opened four new berths on Monday, the authority said. " * 5
    small = LeadImage(
        url="https://wire.example/quay-in-fog-240x135.jpg",
        found_in="media:thumbnail",
        alt="Quay",
        alt_found_in="media:thumbnail",
        credit="Pia Quay",
        credit_found_in="media:thumbnail",
    )
    entry = Entry(id="1", url=URL, title="Berths", summary="Short.", image=small)
    given = article_from_entry(entry, Feed(title="Wire"))
    assert given is not None
    page = read_page(
        f"<meta property='og:image' content='/quay-in-fog-1200x675.jpg'><h1>Berths</h1><p>{text}</p>".encode(),
        url=URL,
    )
    assert page is not None
    merged = merge_page(given, page)
    assert said(merged.image) == {
        **(said(small) or {}),
        "url": "https://fjordlight.example/quay-in-fog-1200x675.jpg",
        "found_in": "og:image",
    }
    other = LeadImage(url="https://wire.example/hall.jpg", found_in="og:image", alt="Hall")
    assert merge_page(given, replace(page, image=other)).image == other
    told = replace(small, url=page.image.url if page.image else "", alt="Fog", credit="Jon Mole")
    assert merge_page(given, replace(page, image=told)).image == told, "the page's own words stay"
    assert merge_page(given, replace(page, image=None)).image == small
    assert merge_page(replace(given, image=None), page).image == page.image
    full = replace(given, text=text * 9)
    assert merge_page(full, page).text == full.text
    assert merge_page(full, page).image == merged.image
    assert merge_page(given, None).image == small


def test_what_it_shows_has_no_part_in_the_id() -> None:
    text = "<p>The port of Lindhavn opened four new berths on Monday, the authority said.</p>"
    pages = (
        read_page(f"{head}<h1>Berths</h1>{text}".encode(), url=URL)
        for head in ("<meta property='og:image' content='/quay.jpg'>", "")
    )
    with_image, without = pages
    assert with_image
    assert without
    assert with_image.image
    assert with_image.id == without.id


def test_a_saved_page_has_its_pictures_where_it_came_from() -> None:
    page = (
        f"<link rel='canonical' href='{URL}'><meta property='og:image' content='/quay.jpg'>"
        "<h1>Berths</h1><p>The port of Lindhavn opened four new berths on Monday.</p>"
    )
    article = read_page(page.encode(), url="pages/saved.html")
    assert article
    assert article.image
    assert article.image.url == "https://fjordlight.example/quay.jpg"


def test_words_that_say_nothing() -> None:
    for text in ("", "Featured image", "IMG_2034.jpg", "Bild 3", "null", "https://a.example/b.jpg"):
        assert plain_alt(text) == ""
    assert plain_alt("<b>The quay</b>\n in fog") == "The quay in fog"
    assert plain_credit("https://a.example/") == ""
    assert plain_credit("x" * 300) == ""
    assert plain_credit("© Pia Quay.") == "Pia Quay"


def test_a_picture_keeps_its_name_in_every_size() -> None:
    names = ("quay-in-fog.jpg", "quay-in-fog-640x360.webp?x=1", "quay-in-fog-scaled@2x.jpg")
    assert {stem_of(f"https://a.example/i/{name}") for name in names} == {"quay-in-fog"}
    assert stem_of("https://a.example/i/quay-in-fog") == "quay-in-fog"


def test_work_is_bounded() -> None:
    late = f"<p>{'Text. ' * 1_000}</p><img src='https://a.example/quay.jpg'>"
    assert content_image(late, base=URL) is None
    many = "<img src='/x.svg'>" * 20_000
    assert content_image(many, base=URL) is None
    tree = parse_html(f"<html><body><article>{many}<p>x</p></article></body></html>")
    assert page_image(tree, Meta(tree), {}, url=URL) is None
    endless = f"<figure><img src='/img/quay.jpg' srcset='{'a ' * 100_000}'></figure>"
    tree = parse_html(f"<html><body><article>{endless}</article></body></html>")
    assert page_image(tree, Meta(tree), {}, url=URL) is not None
    assert len(credit_in("Photo: " * 5_000)[1]) <= 200
