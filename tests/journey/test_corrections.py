"""What an edition quoted is edited, withdrawn or contradicted: the next edition says so, once."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from broadsheet.compose.codec import edition_to_json
from broadsheet.compose.verification import verify
from broadsheet.model.editions import Edition
from broadsheet.model.insights import Correction, CorrectionKind
from broadsheet.shell.app.program import App, say_nothing
from broadsheet.shell.cli.main import run as run_command

FIRST = datetime(2026, 11, 9, 7, 0, tzinfo=UTC)
WEEK = timedelta(days=7)

PLANT = """---
title: Brae Works opens a cable plant in Skarnhavn
date: {date}
publisher: Tarn Post
---

Brae Works opened a cable plant in Skarnhavn on Tuesday and hired 240 people for it.

The plant makes 1,200 kilometres of submarine cable a year, the company said in a statement.

It cost €84 million, nearly a fifth more than the plan of 2024, according to the port authority.

Brae Works plans to open a second line by 30 June 2027, when the harbour basin is deep enough.
"""
LATER = """---
title: Lindhavn paints its lighthouse
date: {date}
publisher: Skerry Post
---

The lighthouse of Lindhavn was painted white and green in {week}, for the first time since 1998.

Two painters from Estervik worked on the tower for nine days and used 310 litres of paint.
"""
BRIEFING = """
title: Coast
sources:
  - {folder: "inbox/*.md", name: Inbox}
outputs: [json, text]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[App]:
    """A workspace with one inbox, and an article in it that the first edition will quote."""
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings" / "coast.yaml").write_text(BRIEFING, encoding="utf-8")
    (tmp_path / "briefings" / "inbox").mkdir()
    put(tmp_path, "plant.md", PLANT.format(date="2026-11-04"))
    app = App.open(tmp_path)
    yield app
    app.close()


def put(root: Path, name: str, text: str) -> None:
    (root / "briefings" / "inbox" / name).write_text(text, encoding="utf-8")


def run(app: App, week: int) -> Edition:
    """Make the edition of a week, with one piece of other news in it."""
    now = FIRST + week * WEEK
    app.now = lambda: now
    date = (now - timedelta(days=2)).date()
    news = LATER.format(date=date, week=f"week {40 + week}").replace("310", str(310 + week))
    if (app.workspace.root / "briefings" / "inbox").is_dir():
        put(app.workspace.root, f"news-{week}.md", news)
    edition = app.run(app.briefing("coast"), now=now, deliver=False, report=say_nothing).edition
    assert verify(edition_to_json(edition)) == []
    return edition


def test_an_edited_article_is_corrected_in_the_next_edition_and_only_there(desk: App) -> None:
    first = run(desk, 0)
    assert first.corrections == ()
    changed = PLANT.format(date="2026-11-04").replace("240 people", "140 people")
    put(desk.workspace.root, "plant.md", changed.replace("kilometres of", "kilometers of"))
    second = run(desk, 1)
    (notice,) = second.corrections
    assert notice.kind is CorrectionKind.EDITED
    assert notice.editions == (first.id,)
    assert notice.text == (
        "Edition 1 quoted Tarn Post: “Brae Works opened a cable plant in Skarnhavn on Tuesday and "
        "hired 240 people for it.” The article has been changed since and now says: “Brae Works "
        "opened a cable plant in Skarnhavn on Tuesday and hired 140 people for it.”"
    )
    old, new = notice.evidence
    assert "240 people" in first.article(old.article_id).text
    assert "140 people" in second.article(new.article_id).text
    text = (desk.folder(second) / "email.txt").read_text(encoding="utf-8")
    assert "140 people" in text
    assert run(desk, 2).corrections == (), "told once"


def test_an_edit_before_any_edition_is_no_correction_and_the_new_text_counts(desk: App) -> None:
    desk.now = lambda: FIRST - timedelta(days=1)
    desk.collect(desk.briefing("coast"), now=desk.now(), report=say_nothing)
    put(desk.workspace.root, "plant.md", PLANT.format(date="2026-11-04").replace("240", "140"))
    first = run(desk, 0)
    assert "hired 140 people" in first.articles[0].text
    assert all("240 people" not in article.text for article in first.articles)
    assert run(desk, 1).corrections == ()


def test_a_sentence_that_was_taken_out_is_named(desk: App) -> None:
    first = run(desk, 0)
    text = PLANT.format(date="2026-11-04")
    start = text.index("The plant makes")
    end = text.index("It cost")
    put(desk.workspace.root, "plant.md", text[:start] + text[end:])
    (notice,) = run(desk, 1).corrections
    assert "1,200 kilometres" in notice.said
    assert notice.text.endswith("changed since and no longer says so.")
    assert notice.editions == (first.id,)


def test_a_notice_of_retraction_takes_the_whole_article_back(desk: App) -> None:
    run(desk, 0)
    notice = "This article has been retracted because the plant has not opened."
    text = PLANT.format(date="2026-11-04")
    head, _, body = text.rpartition("---\n")
    put(desk.workspace.root, "plant.md", f"{head}---\n\n{notice}\n{body}")
    (correction,) = run(desk, 1).corrections
    assert correction.kind is CorrectionKind.RETRACTED
    assert correction.holds == notice
    assert "Edition 1 relied on “Brae Works opens a cable plant in Skarnhavn”" in correction.text


def test_a_new_figure_of_the_same_speaker_for_the_same_time_contradicts(desk: App) -> None:
    said = "Brae Works said it carried {count} tonnes of cable in October 2026."
    put(
        desk.workspace.root,
        "report.md",
        f"---\ntitle: Brae Works reports\ndate: 2026-11-05\npublisher: Tarn Post\n---\n\n"
        f"{said.format(count='5,120')}\n\nIt was a good month for the company.\n",
    )
    first = run(desk, 0)
    put(
        desk.workspace.root,
        "report-2.md",
        f"---\ntitle: Brae Works looks back\ndate: 2026-11-12\npublisher: Skerry Post\n---\n\n"
        f"{said.format(count='4,860')}\n\nThe yard in Lindhavn had asked for the number.\n",
    )
    second = run(desk, 1)
    (notice,) = second.corrections
    assert notice.kind is CorrectionKind.CONTRADICTED
    assert notice.editions == (first.id,)
    assert "5,120" in notice.said
    assert "4,860" in notice.holds
    assert run(desk, 2).corrections == ()


def test_the_command_lists_the_editions_that_were_corrected(
    desk: App, capfd: pytest.CaptureFixture[str]
) -> None:
    first = run(desk, 0)
    put(desk.workspace.root, "plant.md", PLANT.format(date="2026-11-04").replace("240", "140"))
    run(desk, 1)
    place = ["-C", str(desk.workspace.root), "editions"]
    capfd.readouterr()
    assert run_command([*place, "coast", "--affected", "--json"]) == 0
    (row,) = json.loads(capfd.readouterr().out)
    assert (row["id"], row["number"], row["corrected in"]) == (first.id, 1, 2)
    assert (row["why"], row["readers"]) == ("edited", 0)
    assert "140 people" in row["correction"]
    assert run_command([*place, "--affected"]) == 0
    assert "edited" in capfd.readouterr().out
    assert run_command([*place, "other", "--affected"]) == 0
    assert "no edition has been corrected" in capfd.readouterr().out


# --- Pages on the web --------------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title} - Tarn Post</title>
<meta property="article:published_time" content="{date}">
<meta property="og:site_name" content="Tarn Post"></head>
<body><main><article><h1>{title}</h1>{body}</article></main></body></html>"""
BODY = "".join(f"<p>{line}</p>" for line in PLANT.rpartition("---\n")[2].split("\n\n") if line)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Tarn Post</title>
<link>{base}/</link>
<item><title>Plant opens</title><link>{base}/plant.html?utm_source=rss</link>
<pubDate>Wed, 04 Nov 2026 09:00:00 GMT</pubDate><description>A taste.</description></item>
<item><title>Lighthouse painted</title><link>{base}/light-{week}.html</link>
<pubDate>{date}</pubDate><description>A taste.</description></item>
</channel></rss>"""
LIGHT = "".join(f"<p>{line}</p>" for line in LATER.rpartition("---\n")[2].split("\n\n") if line)


class Site(BaseHTTPRequestHandler):
    """A newspaper whose article on the plant has a status and a body of the test's choosing."""

    week = 0
    plant = (200, BODY)

    def do_GET(self) -> None:
        base = f"http://127.0.0.1:{self.server.server_address[1]}"
        path = self.path.partition("?")[0]
        light = re.fullmatch(r"/light-(\d)\.html", path)
        week = int(light[1]) if light else self.week
        moment = FIRST + week * WEEK - timedelta(days=2)
        if path == "/rss.xml":
            date = moment.strftime("%a, %d %b %Y %H:%M:%S GMT")
            self._answer(200, FEED.format(base=base, week=week, date=date), "text/xml")
        elif path == "/plant.html":
            status, body = self.plant
            page = PAGE.format(title="Plant opens", date="2026-11-04T09:00:00Z", body=body)
            self._answer(status, page, "text/html")
        elif light:
            title = f"Lighthouse painted in week {week}"
            body = LIGHT.format(week=f"week {week}").replace("310", str(310 + week))
            page = PAGE.format(title=title, date=f"{moment:%Y-%m-%dT%H:%M:%SZ}", body=body * 2)
            self._answer(200, page, "text/html")
        else:
            self.send_error(404)

    def _answer(self, status: int, text: str, kind: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the test's output quiet."""


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[App]:
    Site.week, Site.plant = 0, (200, BODY)
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        host = f"127.0.0.1:{running.server_address[1]}"
        (tmp_path / "briefings").mkdir()
        (tmp_path / "briefings" / "coast.yaml").write_text(
            f'title: Coast\nsources:\n  - {{feed: "http://{host}/rss.xml", name: Tarn}}\n'
            "outputs: [json, text]\n",
            encoding="utf-8",
        )
        (tmp_path / ".env").write_text(f"BROADSHEET_ALLOW_PRIVATE={host}\n", encoding="utf-8")
        app = App.open(tmp_path)
        yield app
        app.close()
        running.shutdown()
        thread.join(5)


def next_week(app: App, week: int) -> tuple[Correction, ...]:
    Site.week = week
    return run(app, week).corrections


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (410, "The article has been withdrawn (HTTP 410, seen on 16 November 2026)."),
        (404, "The article is no longer at its address (HTTP 404, seen on 16 November 2026)."),
    ],
)
def test_a_page_that_is_gone_is_told_once(paper: App, status: int, words: str) -> None:
    assert next_week(paper, 0) == ()
    Site.plant = (status, "")
    (notice,) = next_week(paper, 1)
    assert notice.kind is CorrectionKind.WITHDRAWN
    assert notice.text.startswith("Edition 1 quoted Tarn Post: “")
    assert notice.text.endswith(words)
    assert notice.said in notice.text
    assert next_week(paper, 2) == ()


def test_a_page_that_was_edited_is_corrected(paper: App) -> None:
    assert next_week(paper, 0) == ()
    Site.plant = (200, BODY.replace("240 people", "140 people"))
    (notice,) = next_week(paper, 1)
    assert "140 people" in notice.holds
    Site.plant = (503, "")
    assert next_week(paper, 2) == (), "a server in trouble takes nothing back"


def test_a_page_that_did_not_change_says_nothing(paper: App) -> None:
    assert next_week(paper, 0) == ()
    Site.plant = (200, BODY + "<p>The mayor of Skarnhavn cut a ribbon, and it rained.</p>")
    assert next_week(paper, 1) == ()
