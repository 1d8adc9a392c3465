"""The contract of `ArticleStore`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from broadsheet.model.articles import Article, FetchState, LeadImage, article_id
from broadsheet.model.blocks import BlockKind, TextBlock
from broadsheet.model.windows import Window

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def article(title: str, *, published: datetime | None = NOON, source: str = "wire") -> Article:
    url, text = f"https://wire.example/{title}", f"{title} – ein Text.\n\nZwei Absätze."
    return Article(
        id=article_id(url, title, text),
        url=url,
        title=title,
        text=text,
        publisher="Wire",
        family="Wire Group",
        language="de",
        authors=("A. Autor", "B. Autorin"),
        published=published,
        updated=published,
        date_source="feed",
        source=source,
        tags=("china", "wire"),
        also_at=("https://elsewhere.example/x",),
        image=LeadImage(
            url="https://wire.example/brücke.jpg",
            found_in="og:image",
            alt="Die Brücke",
            alt_found_in="figure",
            credit="B. Bildner",
            credit_found_in="figure",
        ),
        blocks=(
            TextBlock(kind=BlockKind.ROW, start=0, end=len(title) + 12, cells=((0, len(title)),)),
            TextBlock(kind=BlockKind.ITEM, start=len(title) + 14, end=len(text), level=2, number=3),
        ),
    )


def whole_day(stores, *sources: str):
    window = Window(start=NOON - 12 * HOUR, end=NOON + 12 * HOUR)
    return stores.articles.between(window, sources=sources)


def test_returns_what_was_stored_with_the_time_it_was_first_seen(stores):
    one = article("one")
    assert stores.articles.add([one], seen_at=NOON + HOUR) == 1
    assert list(whole_day(stores, "wire")) == [replace(one, first_seen=NOON + HOUR)]


def test_an_article_already_known_is_not_new_and_keeps_its_first_sight(stores):
    stores.articles.add([article("one")], seen_at=NOON)
    assert stores.articles.add([article("one"), article("two")], seen_at=NOON + HOUR) == 1
    assert {a.title: a.first_seen for a in whole_day(stores, "wire")} == {
        "one": NOON,
        "two": NOON + HOUR,
    }


def test_a_text_that_comes_back_is_the_last_at_its_address(stores):
    first, second = article("one"), replace(article("one"), id="a-2", text="Anders.")
    for number, text in enumerate([first, second, second, first, first]):
        stores.articles.add([text, article("two")], seen_at=NOON + number * HOUR)
    found = stores.articles.versions([first.id], sources=["wire"])
    assert [(one.id, one.first_seen) for one in found] == [
        ("a-2", NOON + HOUR),
        (first.id, NOON + 3 * HOUR),
    ]
    assert {one.first_seen for one in whole_day(stores, "wire") if one.id == first.id} == {NOON}


def test_articles_that_share_an_address_do_not_take_turns(stores):
    first, second = article("one"), replace(article("one"), id="a-2", text="Anders.")
    for number in range(3):
        stores.articles.add([first, second], seen_at=NOON + number * HOUR)
    found = stores.articles.versions([first.id], sources=["wire"])
    assert {one.first_seen for one in found} == {NOON}


def test_of_articles_that_came_together_the_one_met_alone_is_the_last(stores):
    texts = [replace(article("one"), id=f"a-{number}") for number in (2, 1, 3)]
    stores.articles.add(texts, seen_at=NOON)
    for number, met in enumerate([texts[2], texts[1], texts[1], texts[0]]):
        stores.articles.add([met], seen_at=NOON + number * HOUR)
    found = stores.articles.versions(["a-1"], sources=["wire"])
    assert [(one.id, one.first_seen) for one in found] == [
        ("a-3", NOON),
        ("a-1", NOON + HOUR),
        ("a-2", NOON + 3 * HOUR),
    ]


def test_the_same_article_twice_in_one_batch_counts_once(stores):
    assert stores.articles.add([article("one"), article("one")], seen_at=NOON) == 1
    assert stores.articles.add([], seen_at=NOON) == 0


def test_the_window_is_half_open(stores):
    early, late = article("early", published=NOON), article("late", published=NOON + HOUR)
    stores.articles.add([early, late], seen_at=NOON)
    found = stores.articles.between(Window(start=NOON, end=NOON + HOUR), sources=["wire"])
    assert [a.title for a in found] == ["early"]


def test_ordered_by_date_then_id(stores):
    many = [article(f"n{i}", published=NOON - (i % 3) * HOUR) for i in range(12)]
    stores.articles.add(many, seen_at=NOON)
    found = whole_day(stores, "wire")
    assert [(a.dated, a.id) for a in found] == sorted((a.dated, a.id) for a in many)


def test_an_undated_article_counts_from_its_first_sight(stores):
    stores.articles.add([article("undated", published=None)], seen_at=NOON)
    assert [a.title for a in whole_day(stores, "wire")] == ["undated"]
    later = Window(start=NOON + HOUR, end=NOON + 2 * HOUR)
    assert not stores.articles.between(later, sources=["wire"])


def test_only_the_sources_asked_for(stores):
    stores.articles.add([article("a"), article("b", source="other")], seen_at=NOON)
    assert [a.title for a in whole_day(stores, "other")] == ["b"]
    assert len(whole_day(stores, "wire", "other")) == 2
    assert not whole_day(stores)


def test_times_come_back_in_utc(stores):
    summer = NOON.astimezone(timezone(timedelta(hours=2)))
    stores.articles.add([article("one", published=summer)], seen_at=summer)
    (found,) = whole_day(stores, "wire")
    assert found.published == NOON


def test_text_with_every_kind_of_character(stores):
    odd = replace(article("odd"), text="NUL \0, emoji 🗞️, quotes ' \" ; -- and \u2028")
    stores.articles.add([odd], seen_at=NOON)
    (found,) = whole_day(stores, "wire")
    assert found.text == odd.text


def test_every_text_of_an_address_is_kept_in_the_order_it_was_seen(stores):
    first = article("one")
    edited = replace(first, id="a-edited", text="Ein anderer Text.")
    again = replace(first, id="a-again", text="Noch ein Text.")
    elsewhere = replace(first, source="other", id="a-other")
    stores.articles.add([first, article("two")], seen_at=NOON)
    stores.articles.add([edited, elsewhere], seen_at=NOON + HOUR)
    stores.articles.add([again], seen_at=NOON + 2 * HOUR)
    found = stores.articles.versions([first.id], sources=["wire", "other"])
    assert [(a.id, a.first_seen) for a in found] == [
        (first.id, NOON),
        ("a-edited", NOON + HOUR),
        ("a-again", NOON + 2 * HOUR),
    ]
    assert list(stores.articles.versions(["a-edited"], sources=["wire"])) == list(found)
    assert not stores.articles.versions([first.id], sources=["other"])
    assert not stores.articles.versions([], sources=["wire"])
    many = [f"a-{number}" for number in range(1200)]
    assert len(stores.articles.versions([*many, first.id, "a-other"], sources=["other"])) == 1


def test_an_unknown_source_has_an_empty_state(stores):
    assert stores.articles.state("wire", "https://wire.example/feed") == FetchState(
        source="wire", url="https://wire.example/feed"
    )


def test_a_remembered_state_replaces_the_one_before(stores):
    first = FetchState(
        source="wire",
        url="u",
        etag='W/"1"',
        last_modified="Mon, 05 Oct 2026 10:00:00 GMT",
        content_hash="abc",
        not_before=NOON,
        last_success=NOON,
        last_new=NOON,
        failures=2,
        last_error="HTTP 500",
        moved_to="https://wire.example/new",
        moved_at=NOON,
        gone_at=NOON + HOUR,
        fresh_for=3600,
        changes_every=86_400,
    )
    stores.articles.remember(first)
    assert stores.articles.state("wire", "u") == first
    second = FetchState(source="wire", url="u", failures=3)
    stores.articles.remember(second)
    assert stores.articles.state("wire", "u") == second


def test_states_are_ordered(stores):
    for source, url in [("b", "2"), ("a", "9"), ("b", "1")]:
        stores.articles.remember(FetchState(source=source, url=url))
    assert [(s.source, s.url) for s in stores.articles.states()] == [
        ("a", "9"),
        ("b", "1"),
        ("b", "2"),
    ]


def test_what_is_gone_can_be_asked_for_alone(stores):
    for url, gone_at in [("2", NOON), ("3", None), ("1", NOON)]:
        stores.articles.remember(FetchState(source="a", url=url, gone_at=gone_at))
    assert [state.url for state in stores.articles.states(gone=True)] == ["1", "2"]
