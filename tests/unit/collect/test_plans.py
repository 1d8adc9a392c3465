from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.collect.pacing import pace
from broadsheet.collect.plans import content_hash, is_unchanged, next_state, plan_request
from broadsheet.errors import FetchError, ReadError, ServerRefusal, SourceError
from broadsheet.model.articles import FetchResponse, FetchState
from broadsheet.model.briefings import Source, SourceKind, SpanUnit

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
URL = "https://wire.example/feed.xml"
SOURCE = Source(kind=SourceKind.FEED, location=URL, name="Tidewater Wire")
STATE = FetchState(source="Tidewater Wire", url=URL)


def response(
    headers: dict[str, str] | None = None, *, status: int = 200, content: bytes = b"x"
) -> FetchResponse:
    return FetchResponse(
        status=status, url=URL, headers=headers or {}, content=content, fetched_at=NOW
    )


def refusal(status: int, headers: dict[str, str]) -> ServerRefusal:
    return ServerRefusal("no", what=URL, status=status, headers=headers, fetched_at=NOW)


def wait(headers: dict[str, str], *, status: int = 200) -> timedelta:
    state = next_state(STATE, response(headers, status=status), NOW)
    assert state.not_before is not None
    return state.not_before - NOW


def test_the_first_request_carries_no_conditions() -> None:
    request = plan_request(SOURCE, STATE, NOW)
    assert request is not None
    assert (request.url, dict(request.headers)) == (URL, {})


def test_robots_txt_is_for_pages_not_for_feeds_and_sitemaps() -> None:
    asked = {
        kind: plan_request(Source(kind=kind, location=URL, name="x"), STATE, NOW)
        for kind in SourceKind
    }
    assert [kind for kind, request in asked.items() if request and request.obeys_robots] == [
        SourceKind.PAGE
    ]


def test_validators_come_back_exactly_as_they_were_given() -> None:
    given = {"etag": 'W/"a-1"', "last-modified": "Mon, 9 Nov 26 07:00:00 GMT"}
    state = next_state(STATE, response(given), NOW)
    request = plan_request(SOURCE, state, NOW + timedelta(days=1))
    assert request is not None
    assert request.headers["If-None-Match"] == 'W/"a-1"'
    assert request.headers["If-Modified-Since"] == "Mon, 9 Nov 26 07:00:00 GMT"


def test_nothing_is_asked_before_its_time() -> None:
    state = next_state(STATE, response({"cache-control": "max-age=7200"}), NOW)
    assert plan_request(SOURCE, state, NOW + timedelta(minutes=119)) is None
    assert plan_request(SOURCE, state, NOW + timedelta(minutes=120)) is not None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 3600),
        ({"cache-control": "max-age=60"}, 3600),
        ({"cache-control": "public, max-age=86400"}, 86_400),
        ({"cache-control": 'max-age="86400"'}, 86_400),
        ({"cache-control": "max-age=86400", "age": "6400"}, 80_000 // 60 * 60),
        ({"cache-control": "max-age=86400", "age": "old"}, 86_400),
        ({"cache-control": "max-age=99999999"}, 30 * 86_400),
        ({"cache-control": "no-cache", "expires": "Tue, 10 Nov 2026 07:30:00 GMT"}, 3600),
        ({"expires": "Tue, 10 Nov 2026 07:30:00 GMT"}, 86_400),
        # by the server's own clock, which is an hour slow
        (
            {"expires": "Tue, 10 Nov 2026 07:30:00 GMT", "date": "Mon, 09 Nov 2026 06:30:00 GMT"},
            90_000,
        ),
        ({"expires": "0"}, 3600),
        ({"expires": "Tue, 10 Nov 2026 07:30:00"}, 86_400),
        ({"expires": "Mon, 01 Jan 2001 00:00:00 GMT"}, 3600),
        ({"cache-control": "max-age=60", "retry-after": "7200"}, 7200),
        ({"retry-after": "999999999999999"}, 30 * 86_400),
    ],
)
def test_hints_of_the_server(headers: dict[str, str], seconds: int) -> None:
    assert wait(headers) == timedelta(seconds=seconds)


def test_a_304_keeps_what_was_known_and_renews_the_wait() -> None:
    first = next_state(STATE, response({"etag": '"1"', "last-modified": "then"}), NOW, 3)
    later = NOW + timedelta(days=1)
    second = next_state(first, response({"cache-control": "max-age=7200"}, status=304), later)
    assert (second.etag, second.last_modified) == ('"1"', "then")
    assert second.content_hash == first.content_hash
    assert second.not_before == later + timedelta(hours=2)
    assert (second.last_success, second.last_new) == (later, NOW)


def test_a_200_without_validators_forgets_the_old_ones() -> None:
    first = next_state(STATE, response({"etag": '"1"'}), NOW)
    assert next_state(first, response(), NOW).etag is None


def test_failures_back_off_twice_as_long_each_time_up_to_a_week() -> None:
    state, waits = STATE, []
    for _ in range(12):
        state = next_state(state, FetchError("no connection", what=URL), NOW)
        assert state.not_before is not None
        waits.append((state.not_before - NOW) / timedelta(hours=1))
    for wait_, full in zip(waits, [1, 2, 4, 8, 16, 32, 64, 128, 168, 168, 168, 168], strict=True):
        assert 0.73 * full <= wait_ <= full
    assert state.failures == 12
    assert state.last_error == f"{URL}: no connection"
    assert next_state(state, response(), NOW).failures == 0


@pytest.mark.parametrize(
    ("retry", "hours"),
    [
        ("18000", 5),
        ("Mon, 09 Nov 2026 12:30:00 GMT", 5),
        ("Thu, 01 Jan 2099 00:00:00 GMT", 30 * 24),
    ],
)
def test_a_refusal_is_obeyed(retry: str, hours: int) -> None:
    state = next_state(STATE, refusal(429, {"retry-after": retry}), NOW)
    assert state.not_before == NOW + timedelta(hours=hours)


@pytest.mark.parametrize("retry", ["never", "", "-5", "1.5"])
def test_a_refusal_that_names_no_time_backs_off(retry: str) -> None:
    state = next_state(STATE, refusal(503, {"retry-after": retry}), NOW)
    assert state.not_before == next_state(STATE, refusal(503, {}), NOW).not_before
    assert state.not_before is not None
    assert timedelta(minutes=44) <= state.not_before - NOW <= timedelta(hours=1)


def test_sources_that_fail_together_do_not_come_back_together() -> None:
    moments = {
        next_state(replace(STATE, source=f"s{n}"), FetchError("x"), NOW).not_before
        for n in range(40)
    }
    assert len(moments) > 5
    again = next_state(replace(STATE, source="s1"), FetchError("x"), NOW)
    assert again == next_state(replace(STATE, source="s1"), FetchError("x"), NOW)


def test_a_source_that_was_not_asked_has_not_failed() -> None:
    spared = ServerRefusal(
        "not asked", what=URL, status=429, headers={"retry-after": "7200"}, fetched_at=NOW,
        was_asked=False,
    )  # fmt: skip
    state = next_state(replace(STATE, failures=2), spared, NOW)
    assert state.failures == 2
    assert state.not_before is not None
    assert state.not_before >= NOW + timedelta(hours=2)
    assert spared.reason == "postponed"


# --- Moved and gone ----------------------------------------------------------------------------

NEW = "https://new.wire.example/feed.xml"


def moved(to: str, state: FetchState = STATE, *, now: datetime = NOW) -> FetchState:
    return next_state(state, replace(response(), moved_to=to), now)


def asked_url(state: FetchState) -> str:
    request = plan_request(SOURCE, state, NOW + timedelta(days=60))
    assert request is not None
    return request.url


def test_a_source_that_moved_for_good_is_asked_at_its_new_address_after_a_week() -> None:
    state = moved(NEW)
    assert (state.moved_to, state.moved_at, state.url) == (NEW, NOW, URL)
    for days, asked in ((1, URL), (6, URL), (7, NEW)):
        request = plan_request(SOURCE, state, NOW + timedelta(days=days))
        assert request is not None
        assert request.url == asked
    still = moved(NEW, state, now=NOW + timedelta(days=3))
    assert (still.moved_to, still.moved_at) == (NEW, NOW)
    later = next_state(state, response(), NOW + timedelta(days=8))
    assert (later.moved_to, later.moved_at) == (NEW, NOW)


def test_a_move_that_does_not_last_was_none() -> None:
    back = next_state(moved(NEW), response(), NOW + timedelta(days=2))
    assert (back.moved_to, back.moved_at) == ("", None)


def test_the_same_host_is_asked_over_tls_at_once() -> None:
    old = FetchState(source="Old", url="http://old.example/feed")
    state = moved("https://old.example/feed", old)
    request = plan_request(SOURCE, state, NOW + timedelta(days=1))
    assert request is not None
    assert request.url == "https://old.example/feed"


def test_an_address_with_a_login_does_not_move() -> None:
    own = FetchState(source="Own", url="https://ida:secret@wire.example/feed")
    assert moved(NEW, own).moved_to == ""


def test_a_source_that_moves_on_or_back_is_followed() -> None:
    later = NOW + timedelta(days=8)
    on = moved("https://third.example/feed", moved(NEW), now=later)
    assert (on.moved_to, on.moved_at) == ("https://third.example/feed", later)
    back = moved(URL, moved(NEW), now=later)
    assert (back.moved_to, back.moved_at) == ("", None)
    assert asked_url(back) == URL


@pytest.mark.parametrize("target", ["", "http://new.wire.example/feed.xml", "file:///etc/passwd"])
def test_addresses_a_source_does_not_move_to(target: str) -> None:
    assert moved(target).moved_to == ""
    assert moved(target, moved(NEW), now=NOW + timedelta(days=7)).moved_to == NEW


def test_from_http_to_http_or_https_is_a_move() -> None:
    old = FetchState(source="Old", url="http://old.example/feed")
    assert moved("http://new.example/feed", old).moved_to == "http://new.example/feed"
    assert moved(NEW, old).moved_to == NEW


@pytest.mark.parametrize(
    ("error", "is_kept"),
    [
        (refusal(429, {}), True),
        (refusal(502, {}), True),
        (refusal(404, {}), False),
        (refusal(410, {}), False),
        (FetchError("no connection", what=NEW), False),
        (ReadError("is an HTML page, not a feed", what=NEW), False),
    ],
)
def test_a_new_address_that_fails_sends_us_back_to_the_old_one(
    error: SourceError, is_kept: bool
) -> None:
    state = next_state(moved(NEW), error, NOW + timedelta(days=1))
    assert (state.moved_to == NEW) is is_kept
    assert (state.moved_at is not None) is is_kept
    assert asked_url(state) == (NEW if is_kept else URL)


def test_what_is_gone_for_good_is_asked_once_more_and_then_left_alone_for_a_month() -> None:
    first = next_state(STATE, refusal(410, {"retry-after": "60"}), NOW)
    assert first.gone_at == NOW
    assert first.not_before == NOW + timedelta(days=1)
    assert next_state(first, refusal(410, {}), NOW + timedelta(hours=1)).not_before == (
        NOW + timedelta(hours=25)
    )
    day = NOW + timedelta(days=1)
    state = next_state(first, refusal(410, {}), day)
    assert (state.gone_at, state.not_before) == (NOW, day + timedelta(days=30))
    later = day + timedelta(days=30)
    assert plan_request(SOURCE, state, later) is not None
    assert next_state(state, response(), later).gone_at is None
    assert next_state(state, refusal(500, {}), later).gone_at is None
    assert refusal(410, {}).reason == "http_410"


# --- Freshness and rhythm ----------------------------------------------------------------------


def test_a_304_that_does_not_restate_its_freshness_keeps_the_old_one() -> None:
    first = next_state(STATE, response({"cache-control": "max-age=86400"}), NOW)
    later = NOW + timedelta(days=1)
    for headers, seconds in (({}, 86_400), ({"age": "3600"}, 82_800), ({"expires": "0"}, 3600)):
        second = next_state(first, response(headers, status=304), later)
        assert second.not_before == later + timedelta(seconds=seconds)
    assert next_state(first, response(), later).fresh_for is None


def visits(*news: bool, every: timedelta, longest: timedelta) -> list[float]:
    """Return the hours until the next visit, after each of a row of visits."""
    state, waits, now = STATE, [], NOW
    for new in news:
        state = next_state(state, response(), now, int(new), longest_wait=longest)
        assert state.not_before is not None
        waits.append((state.not_before - now) / timedelta(hours=1))
        now += every
    return waits


def test_a_source_is_asked_twice_as_often_as_it_changes() -> None:
    day, week = timedelta(days=1), timedelta(days=7)
    assert visits(True, True, True, every=day, longest=week) == [1, 12, 12]
    assert visits(True, True, True, every=timedelta(hours=1), longest=week) == [1, 1, 1]
    assert visits(True, False, False, False, every=day, longest=week) == [1, 12, 24, 36]
    assert visits(True, False, False, True, every=day, longest=week)[-1] == 30
    assert visits(False, False, every=day, longest=week) == [1, 1]


def test_a_quiet_source_is_left_alone_no_longer_than_the_briefing_can_bear() -> None:
    week = timedelta(days=7)
    assert visits(True, False, False, every=week, longest=pace(SpanUnit.DAY))[-1] == 6
    assert [pace(span) for span in SpanUnit] == sorted(pace(span) for span in SpanUnit)


def test_a_document_that_cannot_be_read_is_a_failure_too() -> None:
    assert next_state(STATE, ReadError("is not a feed", what=URL), NOW).failures == 1


def test_local_files_are_always_read_again_but_the_same_bytes_are_nothing_new() -> None:
    source = Source(kind=SourceKind.FOLDER, location="notes/a.md", name="Notes")
    state = FetchState(source="Notes", url="notes/a.md")
    answer = FetchResponse(status=200, url="notes/a.md", content=b"one", fetched_at=NOW)
    assert not is_unchanged(state, answer)
    known = next_state(state, answer, NOW)
    assert known.not_before is None
    assert plan_request(source, known, NOW) is not None
    assert is_unchanged(known, answer)
    changed = FetchResponse(status=200, url="notes/a.md", content=b"two", fetched_at=NOW)
    assert not is_unchanged(known, changed)
    failed = next_state(known, FetchError("no such file", what="notes/a.md"), NOW)
    assert plan_request(source, failed, NOW) is not None


def test_a_304_is_unchanged() -> None:
    assert is_unchanged(STATE, response(status=304))
    assert content_hash(b"") == content_hash(b"")


def test_a_state_without_address_uses_the_sources() -> None:
    request = plan_request(SOURCE, FetchState(source="x", url=""), NOW)
    assert request is not None
    assert request.url == URL
