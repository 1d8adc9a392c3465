"""Hypothesis strategies for valid editions whose words are as hostile as the web."""

from __future__ import annotations

from datetime import UTC, date
from decimal import Decimal

from hypothesis import strategies as st

from broadsheet.model.articles import LeftOut
from broadsheet.model.editions import (
    EDITION_SCHEMA,
    Coverage,
    Dek,
    Edition,
    EditionArticle,
    EditionPeriod,
)
from broadsheet.model.evidence import Evidence
from broadsheet.model.figures import Bound, Change, Marker, Metric, Period, Point
from broadsheet.model.insights import (
    Block,
    ChangeKind,
    Claim,
    Confidence,
    Conflict,
    Correction,
    Due,
    Insight,
    Kind,
    StoryChange,
    WatchItem,
    WatchState,
)
from broadsheet.model.stories import Story, Takeaway

NASTY = (
    "",
    " ",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% for x in y %}",
    "]]> & &amp; <!-- -->",
    "\u202egnippils\u202c",
    "\ud800",
    "a\x00b\x07c",
    "x" * 10_000,
    "word " * 2_000,
    "%%UNSUBSCRIBE_URL%%",
    "日本語の見出し",
    "مرحبا بالعالم",
    "🛳️ ferry",
    "line\r\nBcc: someone@example.org",
)

#: Words as feeds hold them: ordinary, hostile, empty, endless.
words = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))
urls = st.one_of(
    st.sampled_from(
        (
            "https://outlet.example/a?b=1&c=<d>",
            "javascript:alert(1)",
            "",
            "file:///etc/hostname",
            "https://outlet.example/" + "p" * 3_000,
            "https://outlet.example/ok",
        )
    ),
    st.text(max_size=30),
)
moments = st.datetimes(timezones=st.just(UTC))
decimals = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**16), max_value=10**16),
    st.sampled_from(
        (Decimal(0), Decimal("1E+400"), Decimal("1E-400"), Decimal("NaN"), Decimal(412000000))
    ),
)
article_ids = st.sampled_from(("a-1", "a-2", "a-3", "a-unknown"))
evidence = st.lists(
    st.builds(Evidence, article_id=article_ids, start=st.just(0), end=st.just(4), quote=words),
    max_size=3,
).map(tuple)
takeaways = st.builds(Takeaway, text=words, evidence=evidence, method=words)


def _some(items: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(items, max_size=most).map(tuple)


def _article(number: int) -> st.SearchStrategy:
    return st.builds(
        EditionArticle,
        id=st.just(f"a-{number}"),
        url=urls,
        title=words,
        publisher=words,
        family=words,
        published=st.none() | moments,
        language=st.sampled_from(("en", "de", "und", "", '"><b>')),
        text=words,
        used=st.booleans(),
        authors=_some(words, 2),
    )


periods = st.builds(
    Period,
    start=st.dates(),
    end=st.dates(),
    granularity=st.sampled_from(("day", "week", "month", "quarter", "year", "span")),
)
changes = st.builds(
    Change, direction=st.sampled_from(("up", "down", "flat")), delta=decimals.filter(lambda d: not d.is_nan()),
    percent=st.none() | decimals,
)  # fmt: skip
metrics = st.builds(
    Metric,
    key=words,
    label=words,
    value=decimals,
    unit=st.one_of(st.sampled_from(("%", "person", "ferry", "km", "percentage point")), words),
    currency=st.sampled_from((None, "EUR", "SEK", "<b>")),
    bound=st.sampled_from(Bound),
    subject=words,
    period=st.none() | periods,
    speaker=words,
    as_of=moments,
    previous=st.none() | decimals,
    change=st.none() | changes,
    history=_some(st.builds(Point, as_of=moments, value=decimals), 8),
    markers=_some(st.sampled_from(Marker)),
    families=st.integers(0, 9),
    evidence=evidence,
)
stories = st.builds(
    Story,
    id=words,
    title=words,
    rank=st.integers(1, 99),
    article_ids=_some(article_ids),
    independent_publishers=st.integers(0, 9),
    takeaways=_some(takeaways),
    section=words,
    new_facts=_some(words, 2),
    continues=st.none() | words,
)
insights = st.builds(
    Insight,
    block=st.sampled_from(Block),
    kind=st.sampled_from(Kind),
    text=words,
    confidence=st.sampled_from(Confidence),
    reason=words,
    evidence=evidence,
)
watch_items = st.builds(
    WatchItem,
    text=words,
    due=st.builds(
        Due, start=st.dates(), end=st.dates(min_value=date(1, 1, 1)), granularity=st.sampled_from(("day", "month"))
    ),
    evidence=evidence,
    owner=words,
    state=st.sampled_from(WatchState),
    outcome=words,
)  # fmt: skip
single = st.builds(Evidence, article_id=article_ids, start=st.just(0), end=st.just(4), quote=words)
conflicts = st.builds(
    Conflict,
    label=words,
    claims=_some(st.builds(Claim, text=words, publisher=words, evidence=single), 2),
)
story_changes = st.builds(
    StoryChange, kind=st.sampled_from(ChangeKind), story_id=words, text=words, evidence=evidence
)
corrections = st.builds(Correction, edition_id=words, text=words, evidence=evidence)
section_kinds = st.sampled_from(
    ("lead", "takeaways", "numbers", "insight", "stories", "watch", "changes", "sources", "other")
)

editions = st.builds(
    Edition,
    schema=st.just(EDITION_SCHEMA),
    id=st.just("e-0123456789ab"),
    briefing=st.just("any"),
    number=st.integers(0, 10**6),
    title=words,
    headline=words,
    dek=st.builds(Dek, text=words, evidence=evidence),
    period=st.builds(
        EditionPeriod,
        start=moments,
        end=moments,
        timezone=st.sampled_from(("UTC", "Europe/Berlin", "Pacific/Apia", "No/Where", "../etc")),
    ),
    made_at=moments,
    language=st.sampled_from(("en", "de", "fr-CA", "es", "ja", "und", "", "<b>")),
    sections=_some(section_kinds, 9),
    articles=st.tuples(_article(1), _article(2), _article(3)),
    stories=_some(stories),
    takeaways=_some(takeaways),
    metrics=_some(metrics),
    insights=_some(insights),
    watch=_some(watch_items),
    conflicts=_some(conflicts, 2),
    changes=_some(story_changes),
    corrections=_some(corrections, 2),
    figures=st.just(()),
    findings=st.just(()),
    left_out=_some(st.builds(LeftOut, reason=words, title=words), 1),
    coverage=st.builds(
        Coverage,
        read=st.integers(0, 99),
        used=st.integers(0, 99),
        dropped=st.dictionaries(words, st.integers(0, 9), max_size=2),
        silent_sources=_some(words),
        writer=words,
        failed_sources=st.none() | st.dictionaries(words, words, max_size=2),
    ),
)
