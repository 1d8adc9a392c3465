"""What a date phrase is resolved against: its language, the day of the text, its tense."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from broadsheet.text.date_direction import AHEAD, PAST
from broadsheet.text.date_ordinals import DAY_NUMBERS
from broadsheet.text.date_words import COUNTS, MONTHS, STEPS

Groups = Mapping[str, str | None]
# Months further ahead than these are those of last year, where no verb tells.
_NEAR = 4
# Days this close ahead are not those of last year.
_SOON = 62


@dataclass(frozen=True, slots=True)
class Setting:
    """What a phrase is resolved against; `direction` reads the tense, when it is asked for."""

    language: str
    today: date | None
    direction: Callable[[], int]

    def count(self, text: str | None) -> int | None:
        """Return a number in digits or words."""
        if not text:
            return None
        return int(text) if text.isdigit() else COUNTS[self.language].get(text.lower())

    def month(self, name: str | None) -> int:
        """Return the number of a month's name, also a short one."""
        return MONTHS[self.language][(name or "").lower().rstrip(".")]

    def month_of(self, groups: Groups) -> int:
        """Return the month a match names first."""
        return self.month(groups.get("month") or groups.get("month2"))

    def day_of(self, groups: Groups) -> int:
        """Return the day of the month a match names in digits or words, 0 without one."""
        digits = groups.get("d") or groups.get("d3") or groups.get("d2")
        if digits:
            return int(digits)
        word = groups.get("dw") or groups.get("dw3") or groups.get("dw2") or ""
        return DAY_NUMBERS[self.language].get(" ".join(word.lower().replace("-", " ").split()), 0)

    def stated_year(self, groups: Groups) -> int | None:
        """Return the year a match names: in digits, or as "of last year"."""
        digits = groups.get("y") or groups.get("y3") or groups.get("y4")
        if digits:
            return int(digits)
        word = groups.get("ys") or groups.get("ys2")
        return self.today.year + self.step(word) if word and self.today else None

    def step(self, word: str | None) -> int:
        """Return where a word moves to: -1 for "last", 0 for "this"."""
        return STEPS[self.language].get((word or "").lower(), 0)

    def year_of(self, month: int, day: int = 0) -> int | None:
        """Return the year of a month (or day) as the tense has it, else the nearest; None undated.

        A text may be dated a day before what it reports, so "yesterday" of another zone is past.
        """
        if self.today is None:
            return None
        now = (self.today.month, self.today.day + 1)
        year, direction = self.today.year, self.direction()
        if direction == PAST and (month, day) > now:
            # A day of long ago would be told with its year: this one may well be ahead.
            soon = (month - self.today.month) * 31 + day - self.today.day <= _SOON
            return None if day and soon else year - 1
        if direction == PAST:
            return year
        if direction == AHEAD:
            return year + (month < self.today.month)
        distance = (month - self.today.month) % 12
        if distance <= _NEAR:
            return year + (self.today.month + distance > 12)
        return year - (month > self.today.month)
