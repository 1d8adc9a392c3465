"""What holds of dates whatever the input."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.clean.dates import apply_window
from broadsheet.model.articles import Article
from broadsheet.model.briefings import WindowRule
from broadsheet.model.windows import Window

START = datetime(2026, 11, 2, 6, 30, tzinfo=UTC)

END = datetime(2026, 11, 9, 6, 30, tzinfo=UTC)

WINDOW = Window(start=START, end=END)

MOMENTS = st.none() | st.datetimes(
    datetime(2026, 10, 1), datetime(2026, 12, 1), timezones=st.just(UTC)
)


def article(
    published: datetime | None, *, seen: datetime | None = None, source: str = "feed"
) -> Article:
    return Article(
        id="a", url="u", title="T", text="x", publisher="P", family="P", language="en",
        published=published, date_source=source if published else "", first_seen=seen,
    )  # fmt: skip


@given(st.lists(st.tuples(MOMENTS, MOMENTS), max_size=8))
def test_nothing_is_lost_and_the_order_stays(
    moments: list[tuple[datetime | None, datetime | None]],
) -> None:
    articles = [article(published, seen=seen) for published, seen in moments]
    kept, left_out = apply_window(articles, WINDOW, WindowRule(), END)
    assert len(kept) + len(left_out) == len(articles)
    assert [one for one in articles if one in kept] == kept
