from __future__ import annotations

import pytest

from broadsheet.read.pages import examine_page
from broadsheet.read.refusals import COOKIE_WALL, ERROR_PAGE, LISTING, PAYWALL

STORY = (
    "The port of Lindhavn will build four berths with shore power by 2028, the company said on "
    "Tuesday, and pay for them from its own cash flow of the coming three years."
)
CONSENT = (
    "We value your privacy. We and our partners store cookies on your device. With your consent we "
    "use them to measure what you read. You can change your privacy settings at any time."
)
PARAGRAPHS = f"""<p>{STORY}</p>
<p>Two ferries that call there every day have been ready for a cable since last autumn, and their
owner expects to save a third of the fuel they burn while they lie at the quay.</p>
<p>The town council had asked for the cables in 2021, after a count by its own engineers showed
that idling ships made a quarter of all the soot in the streets behind the harbour.</p>
<p>Building begins in March, when the ice has gone, and the first of the four berths is to be
handed over in the summer of the following year, said the head of the port authority.</p>"""
BROKEN_LINES = PARAGRAPHS.replace("</p>\n<p>", "<br>")
TEASERS = "".join(
    f"<article><h3><a href='/{number}'>Berth {number} opens in Lindhavn</a></h3>"
    "<p>The quay is ready and the ships may come.</p></article>"
    for number in range(12)
)
LOCKED = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Four berths", "isAccessibleForFree": "False"}</script>'
OFFER = "<div>Subscribe now to continue reading this story.</div>"


def refusal(
    body: str, *, head: str = "", title: str = "Four berths for Lindhavn", url: str = ""
) -> str:
    html = f"<html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    reading = examine_page(html.encode(), url=url or "https://port.example/news/berths")
    assert (reading.article is None) == bool(reading.refusal)
    return reading.refusal


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "404 - Port Courier",
            "We could not find what you were looking for. Try the search instead.",
        ),
        ("Page not found", "The address may have changed. Go back to the front page of the paper."),
        (
            "Just a moment...",
            "Checking your browser before you can go on to the pages of this site.",
        ),
        (
            "Seite nicht gefunden",
            "Leider gibt es diese Seite nicht mehr. Hier geht es zur Startseite.",
        ),
        (
            "Access Denied",
            "You do not have permission to see this page on this server at this time.",
        ),
    ],
)
def test_error_pages_are_named(title: str, text: str) -> None:
    assert refusal(f"<main><h1>{title}</h1><p>{text}</p></main>", title=title) == ERROR_PAGE


def test_cookie_walls_are_named() -> None:
    assert refusal(f"<main><p>{CONSENT}</p></main>") == COOKIE_WALL


@pytest.mark.parametrize(
    "head", [LOCKED, "<meta property='article:content_tier' content='locked'>", ""]
)
def test_paywall_stubs_are_named(head: str) -> None:
    assert refusal(f"<article><p>{STORY}</p></article>{OFFER}", head=head) == PAYWALL


@pytest.mark.parametrize(
    ("body", "url"),
    [
        (f"<main>{TEASERS}</main>", "https://port.example/news"),
        (f"<main><p>{STORY}</p>{TEASERS}</main>", "https://port.example/"),
        (
            f"<main>{TEASERS.replace('<p>', '<p>' + STORY)[: 5 * 400]}{TEASERS}</main>",
            "https://port.example?a=1",
        ),
    ],
)
def test_pages_that_list_articles_are_named(body: str, url: str) -> None:
    assert refusal(body, url=url) == LISTING


@pytest.mark.parametrize(
    ("title", "body", "head"),
    [
        ("Four berths", f"<article><p>{STORY}</p></article>", LOCKED),
        ("Four berths", f"<article><p>{STORY}</p></article><div>Already a subscriber? Log in.</div>", ""),
        ("Four berths", f"<article><p>{STORY * 6}</p></article>{OFFER}", LOCKED),
        ("404 ships called at Lindhavn", f"<article><p>{STORY * 8}</p></article>", ""),
        ("Not founded on sand: the quay", f"<article><p>{STORY}</p></article>", ""),
        ("New rules for cookies", f"<article><p>Sites may set no cookies without consent, the court said. {STORY} {STORY} {STORY}</p></article>", ""),
        ("Four berths", f"<article><p>{STORY}</p></article>{TEASERS}", "<meta property='og:type' content='article'>"),
        ("Four berths", f"<article>{PARAGRAPHS}</article>{TEASERS}", ""),
        ("Four berths", f"<article>{BROKEN_LINES}</article><aside>{TEASERS}</aside>", ""),
    ],
    ids=["free to read", "log-in link", "long enough", "number in title", "near miss", "about cookies",
         "stated article", "own paragraphs", "own lines"],
)  # fmt: skip
def test_honest_articles_are_read(title: str, body: str, head: str) -> None:
    assert refusal(body, head=head, title=title) == ""


def test_pages_too_deep_or_empty_say_so() -> None:
    assert refusal("<div>" * 3_000) == "nests elements more than 2000 deep"
    assert examine_page(b"").refusal == "holds nothing to read"
    assert refusal("<p>Short.</p>") == "holds nothing to read"


def test_a_reading_tells_how_sure_it_is() -> None:
    html = f"<html><body><article>{PARAGRAPHS}</article></body></html>"
    reading = examine_page(html.encode())
    assert (reading.candidate, round(reading.confidence, 2)) == ("gravity", 1.0)
