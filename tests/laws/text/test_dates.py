"""What holds of dates whatever the input."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.text.dates import find_dates

AS_OF = datetime(2026, 10, 8, 9, tzinfo=UTC)

MONTHS = "January February March April May June July August September October November December"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_written_form_of_a_day_is_that_day(day: date) -> None:
    month = MONTHS.split()[day.month - 1]
    for written in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"the {day.day}th of {month} {day.year}",
    ):
        (mention,) = find_dates(f"It opened on {written}.")
        assert mention.period is not None
        assert (mention.period.start, mention.period.end) == (day, day)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC)))
def test_a_past_weekday_lies_within_the_last_seven_days(as_of: datetime) -> None:
    (mention,) = find_dates("It closed on Tuesday.", as_of=as_of)
    assert mention.period is not None
    assert timedelta(0) <= as_of.date() - mention.period.start < timedelta(7)
    assert mention.period.start.weekday() == 1


WORDS = st.sampled_from(
    ["in", "on", "the", "May", "may", "March", "2026", "2027", "12", "3", "Q3", "H1", "week", "to",
     "last", "next", "year", "end", "of", "early", "mid-", "first", "quarter", "half", "Monday",
     "ago", "months", "within", "-", "/", ",", ".", "1990s", "FY26", "spring", "today", "31", "and"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=12), st.sampled_from(["en", "de", "fr", "es", "ja"]))
def test_any_mix_of_date_words_gives_ordered_exact_spans(words: list[str], language: str) -> None:
    text = " ".join(words)
    end = 0
    for mention in find_dates(text, language=language, as_of=AS_OF):
        assert text[mention.start : mention.end] == mention.text
        assert mention.end > mention.start >= 0
        assert mention.end > end
        assert mention.period is None or mention.period.start <= mention.period.end
        end = mention.end
