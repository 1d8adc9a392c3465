"""Furniture of sites: decided once for each article, whatever is learned later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from broadsheet.clean.traces import paragraph_key
from broadsheet.model.articles import Article
from broadsheet.model.briefings import Briefing, Source, SourceKind
from broadsheet.model.windows import Window
from broadsheet.pipeline import gather
from broadsheet.pipeline.furnishing import Cleared, Lot, clear, site_of
from broadsheet.testing import MemoryArticles, MemoryFetcher
from repeated_sites import STORIES as TOLD
from repeated_sites import article, paragraphs, site
from traces import MemoryTraces

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
DAY = timedelta(days=1)
CALL = "Sign up to our morning letter, it is free."
WIRE = Source(kind=SourceKind.FEED, location="https://dispatch.example/rss", name="wire")
STORIES = site({"different": 8, "more": [{"at": -1, "says": CALL}]})
KEY = paragraph_key(CALL)


class Desk:
    """A store of articles and traces, a day passing with every batch."""

    def __init__(self) -> None:
        self.articles = MemoryArticles()
        self.traces = MemoryTraces(self.articles)
        self.now = NOW

    def read(self, *lots: tuple[Source, Sequence[Article]]) -> list[list[Cleared]]:
        whole = [
            Lot(source=source, articles=[replace(one, source=source.name) for one in articles])
            for source, articles in lots
        ]
        cleared = clear(whole, memory=self.traces, now=self.now)
        for row in cleared:
            self.articles.add([each.article for each in row], seen_at=self.now)
        self.now += DAY
        return cleared


def is_cut(cleared: Cleared) -> bool:
    assert (cleared.article.cut == (KEY,)) is (CALL not in paragraphs(cleared.article.text))
    return bool(cleared.article.cut)


def test_a_first_batch_is_cut_already_in_whatever_order_and_from_several_sources() -> None:
    other = replace(WIRE, name="other")
    first, again = Desk(), Desk()
    there = first.read((WIRE, STORIES[:2]), (other, STORIES[2:4]))
    back = again.read((other, STORIES[3:1:-1]), (WIRE, STORIES[1::-1]))
    assert [is_cut(each) for row in there for each in row] == [True] * 4
    assert [each.cut for row in there for each in row] == [1] * 4
    assert [row[::-1] for row in back[::-1]] == there


def test_what_was_stored_before_the_site_was_known_stays_as_it_is() -> None:
    desk = Desk()
    (first,) = desk.read((WIRE, STORIES[:2]))
    (second,) = desk.read((WIRE, STORIES[:4]))
    assert [is_cut(each) for each in second] == [False, False, True, True]
    assert [each.article for each in second[:2]] == [each.article for each in first]
    assert [each.cut for each in second] == [0, 0, 1, 1]


def test_an_article_read_again_loses_what_it_lost_first_though_the_site_has_changed() -> None:
    desk = Desk()
    (first,) = desk.read((WIRE, STORIES[:4]))
    plain = site({"different": 12})
    desk.read((WIRE, plain[4:]))
    (again,) = desk.read((replace(WIRE, cut_repeats=False), STORIES[:4]))
    assert [each.article for each in again] == [each.article for each in first]
    assert [each.cut for each in again] == [0] * 4, "counted when it was new"
    edited = replace(STORIES[0], text=STORIES[0].text.replace("310", "320"))
    (later,) = desk.read((WIRE, [edited]))
    assert later[0].article.text == first[0].article.text.replace("310", "320")
    assert is_cut(later[0])


def test_what_a_run_that_was_killed_before_storing_had_learned_changes_nothing() -> None:
    whole, killed = Desk(), Desk()
    brought = [replace(one, source=WIRE.name) for one in STORIES[:6]]
    clear([Lot(source=WIRE, articles=brought)], memory=killed.traces, now=NOW)
    assert killed.traces.traces(["dispatch.example"])
    assert killed.read((WIRE, STORIES[:6])) == whole.read((WIRE, STORIES[:6]))


def test_many_sites_are_told_apart() -> None:
    desk = Desk()
    moved = [
        replace(one, url=one.url.replace("dispatch", f"dispatch-{number}"))
        for number in range(40)
        for one in STORIES[:4]
    ]
    desk.read((WIRE, moved[::2]))
    (found,) = desk.read((WIRE, moved))
    assert [is_cut(each) for each in found[1::2]] == [True] * 80


def test_two_texts_at_one_address_lose_the_same() -> None:
    desk = Desk()
    title, address = STORIES[0].title, STORIES[0].url
    short = replace(article(title, f"Painters are at work.\n\n{CALL}"), url=address)
    (found,) = desk.read((WIRE, [short, *STORIES[:4]]))
    assert [is_cut(each) for each in found] == [True] * 5


def test_a_source_may_keep_what_repeats_and_teaches_nothing_then() -> None:
    desk = Desk()
    keeping = replace(WIRE, cut_repeats=False)
    (found,) = desk.read((keeping, STORIES[:4]))
    assert [is_cut(each) for each in found] == [False] * 4
    assert desk.traces.traces(["dispatch.example"]) == []


def test_articles_without_an_address_are_left_alone() -> None:
    desk = Desk()
    nameless = [replace(one, url="") for one in STORIES[:4]]
    (found,) = desk.read((WIRE, nameless))
    assert [is_cut(each) for each in found] == [False] * 4


def test_only_what_is_new_is_remembered_and_old_pages_only_of_little_known_sites() -> None:
    desk = Desk()
    kept = []
    keep = desk.traces.keep
    desk.traces.keep = lambda new: (kept.append(len(new)), keep(new))[1]  # type: ignore[method-assign]
    desk.read((WIRE, STORIES[:4]))
    desk.read((WIRE, STORIES[:5]))
    desk.read((WIRE, STORIES[:5]))
    many = [article(f"Note {n}", f"Note {n} tells of {n} things.") for n in range(60)]
    desk.read((WIRE, many))
    desk.read((WIRE, [*STORIES[:5], *many]))
    assert kept == [4, 1, 0, 60, 0]


def test_what_every_letter_of_a_sender_says_is_cut_from_letters_too() -> None:
    mails = Source(kind=SourceKind.FOLDER, location="inbox/*.eml", name="letters")
    footers = {
        "Tarn Post": "Tarn Post, Quay 4, sends this to whoever asked for it on the quay.",
        "Brae Ledger": "The Ledger goes out on Fridays, tides permitting, to all its friends.",
    }
    head = (
        "From: {sender} <desk@{host}.example>\nSubject: {title}\nDate: Fri, 6 Nov 2026 09:00 +0000"
    )
    served = {
        f"inbox/{host}-{number}.eml": "\n\n".join(
            [head.format(sender=sender, host=host, title=one["title"]), one["text"], footer]
        ).encode()
        for host, (sender, footer) in enumerate(footers.items())
        for number, one in enumerate(TOLD["different"][:5] if host == 0 else TOLD["different"][5:7])
    }
    store = MemoryArticles()
    gathered = gather(
        Briefing(slug="test", title="Test", sources=(mails,)),
        fetcher=MemoryFetcher(served, at=NOW),
        store=store,
        traces=MemoryTraces(store),
        now=NOW,
        report=lambda *_: None,
    )
    assert (gathered.new, gathered.cut) == (7, 5), "two letters show nothing"
    found = store.between(Window(start=NOW - 7 * DAY, end=NOW), sources=["letters"])
    for one in found:
        assert (footers[one.publisher] in one.text) is (one.publisher == "Brae Ledger")


def test_a_site_is_a_host_or_the_sender_of_a_mail_or_file() -> None:
    page = article("A pier", "Green.")
    sites = {
        "https://www.dispatch.example/a": "dispatch.example",
        "http://m.dispatch.example:8080/b": "dispatch.example:8080",
        "https://blog.dispatch.example/": "blog.dispatch.example",
        "mid:1@dispatch.example": "wire / Skerry Dispatch",
        "inbox/a.md": "wire / Skerry Dispatch",
    }
    assert {url: site_of(WIRE, replace(page, url=url)) for url in sites} == sites
    mails = replace(WIRE, kind=SourceKind.MAILBOX)
    archived = replace(page, url="https://archive.example/17")
    assert site_of(mails, archived) == "wire / Skerry Dispatch"
    assert site_of(replace(mails, follow=True), archived) == "archive.example"
