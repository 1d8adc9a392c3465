"""The contract of `TraceStore`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from broadsheet.model.articles import Article, article_id
from broadsheet.model.traces import ArticleTrace, ParagraphTrace, Role

NOON = datetime(2026, 11, 9, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def trace(page: str, *, site: str = "tarn.example", days: int = 0) -> ArticleTrace:
    return ArticleTrace(
        site=site,
        page=page,
        title=f"title of {page}",
        topic=frozenset({"ferry", "harbour"}),
        seen_at=NOON + days * DAY,
        paragraphs=(
            ParagraphTrace(key=f"own-{page}", words=31),
            ParagraphTrace(key="about", words=3, role=Role.ABOUT),
        ),
    )


def article(url: str, text: str, *cut: str, source: str = "wire") -> Article:
    return Article(
        id=article_id(url, "News", text),
        url=url,
        title="News",
        text=text,
        publisher="Wire",
        family="Wire",
        language="en",
        published=NOON,
        date_source="feed",
        source=source,
        cut=cut,
    )


def test_traces_come_back_as_they_were_kept_by_site(stores):
    stores.traces.keep([trace("b"), trace("a"), trace("a", site="skerry.example")])
    stores.traces.keep([])
    assert stores.traces.traces(["tarn.example"]) == [trace("a"), trace("b")]
    both = stores.traces.traces(["tarn.example", "skerry.example", "nowhere.example"])
    assert [(one.site, one.page) for one in both] == [
        ("skerry.example", "a"),
        ("tarn.example", "a"),
        ("tarn.example", "b"),
    ]
    assert stores.traces.traces([]) == []


def test_a_page_read_again_replaces_its_trace(stores):
    stores.traces.keep([trace("a"), trace("b")])
    newer = replace(trace("a", days=1), topic=frozenset({"port"}), paragraphs=())
    stores.traces.keep([newer])
    assert stores.traces.traces(["tarn.example"]) == [newer, trace("b")]


def test_the_48_newest_of_a_site_stay(stores):
    stores.traces.keep([trace("other", site="skerry.example")])
    stores.traces.keep([trace(f"{number:02}", days=number) for number in range(30)])
    stores.traces.keep([trace(f"{number:02}", days=number) for number in range(30, 50)])
    kept = [one.page for one in stores.traces.traces(["tarn.example"])]
    assert kept == [f"{number:02}" for number in range(2, 50)]
    assert len(stores.traces.traces(["skerry.example"])) == 1


def test_more_than_a_statement_can_name_are_kept(stores):
    many = [trace("a", site=f"site-{number:03}.example") for number in range(450)]
    stores.traces.keep(many)
    assert stores.traces.traces([one.site for one in many]) == many


def test_what_is_not_seen_for_400_days_is_forgotten(stores):
    stores.traces.keep([trace("old"), trace("older", site="skerry.example", days=-1)])
    stores.traces.keep([trace("new", days=400)])
    sites = ["tarn.example", "skerry.example"]
    assert [one.page for one in stores.traces.traces(sites)] == ["new", "old"]


def test_what_was_cut_from_an_article_first_is_known_by_its_address(stores):
    first = article("https://tarn.example/1", "A ferry sailed.", "key-1", "key-2")
    stores.articles.add([first], seen_at=NOON)
    edited = article("https://tarn.example/1", "A ferry sank.", "key-3")
    stores.articles.add([edited, article("https://tarn.example/2", "None.")], seen_at=NOON + DAY)
    others = [article("https://tarn.example/3", "Else.", "key-4", source="other")]
    stores.articles.add(others, seen_at=NOON)
    urls = [f"https://tarn.example/{number}" for number in range(300)]
    assert stores.traces.cut_from("wire", urls) == {
        "https://tarn.example/1": ("key-1", "key-2"),
        "https://tarn.example/2": (),
    }
    assert stores.traces.cut_from("wire", []) == {}
