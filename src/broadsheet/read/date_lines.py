"""The lines of a page that tell its reader a date: "Posted on 8 October 2026, 4 min read".

A date line is short, is no part of a sentence, and stands near the headline or says what its date
is for. Dates in teasers, comments, side columns and running text belong to something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice, pairwise
from typing import Any

from broadsheet.model.articles import GUESSED
from broadsheet.read.shown_texts import (
    SHOWN,
    class_of,
    last_text,
    line_in,
    text_before,
    texts_after,
)
from broadsheet.read.structured import Meta
from broadsheet.read.timestamps import parse_timestamp
from broadsheet.read.titles import find_heading

#: The `date_source` of a date that stands on the page for its readers.
VISIBLE = "visible"

_YEAR = re.compile(r"(?:19|20)\d\d|\d[./]\d\d\b")
_DATE = re.compile(
    r"\d{1,2}(?:st|nd|rd|th|er)?[\s.-]{1,3}(?:(?:of|de)\s)?[^\W\d]{3,12}\.?[\s,-]{1,3}(?:(?:de|del)\s)?"
    r"(?:19|20)\d\d"
    r"|[^\W\d]{3,12}\.?\s{1,3}\d{1,2}(?:st|nd|rd|th)?,?\s{1,3}(?:19|20)\d\d"
    r"|(?:19|20)\d\d[-/.]\s?\d{1,2}[-/.]\s?\d{1,2}"
    r"|(?:19|20)\d\d\.?\s[^\W\d]{3,12}\s\d{1,2}"
    r"|(?:19|20)\d\d\s*[年년]\s*\d{1,2}\s*[月월]\s*\d{1,2}"
    r"|(?<![\d./])\d{1,2}[./]\s?\d{1,2}[./]\s?(?:(?:19|20)\d\d|\d\d)(?!\d)"
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|publication date|veröffentlicht|publié\w*"
    r"|date(?: of publication)?(?!\s+(?:last|of last|modified|updated|revised|reviewed))"
    r"|publicad[oa]|publicación|pubblicat[oa]|gepubliceerd|geplaatst|publicerad|publisert|udgivet"
    r"|julkaistu|opublikowano|zveřejněno|yayınlan\w+|опубликован\w*|опубліковано|δημοσίευση)\b"
    r"|公開|掲載|发布|發佈|발행|입력|نشر",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:updated?|modified|revised|reviewed|checked|verified|last change|aktualisiert"
    r"|zuletzt|geändert|stand|mis à jour|actualizad[oa]|atualizad[oa]|aggiornat[oa]"
    r"|bijgewerkt|uppdaterad|oppdatert"
    r"|opdateret|päivitetty|zaktualizowano|aktualizováno|güncelle\w+|обновлен\w*|оновлено)\b"
    r"|更新|최종|수정|تحديث",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:originally|first) (?:published|posted|appeared)(?: on)?\s*$", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:related|comments?|sidebar|recommend\w{0,9}|popular|trending|teasers?|latest"
    r"|recent|(?<!node--)promo\w{0,9}|carousel|newsletter|search-?results?|pagination|next|prev\w{0,5}"
    r"|read-?more|more|cards?|swiper|slider|list-?item|events?)(?=$|[\s_-])",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"\s*(?:[-–—]|to|bis|until|au|al|hasta)\s*(?:{_DATE.pattern})", re.IGNORECASE)
_SPAN = re.compile(r"\d\s*[-–—]\s*$")
_PLACE = re.compile(
    r"(?:location|venue|where|place|tickets?|doors|ort|einlass|lieu|lugar|luogo|plaats|locatie|local"
    r"|miejsce|plats|sted|会場|場所|地点)\b\s*:?",
    re.IGNORECASE,
)
_IN_SENTENCE = re.compile(
    r"\b(?:as of|by|in|since|until|till|from|after|before|through|due|deadline|expires?|seit|bis|ab"
    r"|bis zum|ab dem|vom|zum|depuis|avant|après|jusqu['’]au|desde|hasta|antes|até|fino al|entro"
    r"|dal|tot|vanaf|voor|od|przed|till|från|før|fra)\s*$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"©|\(c\)|\bcopyright\b|all rights reserved|alle rechte|tous droits|derechos reservados"
    r"|diritti riservati|direitos reservados|rechten voorbehouden|wszelkie prawa",
    re.IGNORECASE,
)
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_APART = frozenset({"nav", "aside", "dialog", "form", "blockquote", "table"})
_INLINE = frozenset({
    "a", "abbr", "b", "date", "em", "font", "i", "small", "span", "strong", "time", "u",
})  # fmt: skip
_BESIDE = _INLINE | {"cite", "img", "label", "sub", "sup", "svg", "wbr"}
_LONG_OR_DATED = (
    "[string-length() > 80 or contains(., '20') or contains(., '19') or contains(., '/')]"
)
_LONGEST_LINE = 160
_LONGEST_REST = 90
_PROSE = 80
_MOST_PROSE = 700
_MOST_ABOVE = 250
_MOST_LINES = 40
_MOST_TEXTS = 5_000
_MOST_STEPS = 200
_MOST_ON_A_LINE = 4
_MORE_SAID = 2
_FEWEST_TEASERS = 4
_LONGEST_LABEL = 30
_SIGNS = " \t\r\n:|·•–—-"
_MONTH_FIRST = re.compile(r"(?:en|es)[-_](?:us|ph|pr)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """A date told to the reader: of publication unless `is_update`; `source` says how sure."""

    moment: datetime
    is_update: bool
    source: str


class DayReader:
    """Reads dates as a page's language orders day and month.

    Where the page does not say which English it is written in, 10/8/2026 is read the American way,
    and that is a guess; unless the page's address has the same date with its month in its place.
    Moments keep the offset that the page states with them.
    """

    def __init__(self, tree: Any, meta: Meta, *, in_address: datetime | None = None) -> None:
        """Take a page, its meta elements and the date in its address, if there is one."""
        self._in_address = in_address
        language = tree.get("lang") or meta.first("content-language", "og:locale")
        self._is_sure = language.strip().lower() not in {"", "en"}
        self._month_first = not self._is_sure or bool(_MONTH_FIRST.match(language.strip()))

    def read(self, text: str) -> tuple[datetime | None, bool]:
        """Return the moment of a text that names a day, and whether its order is settled."""
        stamp = parse_timestamp(text)
        if stamp.is_open:
            for month_first in (True, False):
                moment = parse_timestamp(text, month_first=month_first).local
                if moment and self._in_address and moment.date() == self._in_address.date():
                    return moment, True
            return parse_timestamp(text, month_first=self._month_first).local, self._is_sure
        return (stamp.local if stamp.has_day else None), True


def find_date_lines(tree: Any, *, title: str, days: DayReader) -> list[DateLine]:
    """Return the date lines of a page: by the headline first, then labelled ones, then guesses."""
    body = tree.find("body")
    if body is None:
        return []
    heading = find_heading(body, title)
    page = _Page(days, frozenset(() if heading is None else heading.iterancestors()) | {body})
    if heading is None:
        return sorted(page.below(body.xpath(f".//{SHOWN}{_LONG_OR_DATED}")), key=_rank)
    # One search and two counts: a list of what precedes takes time by its square to make.
    dated = f"{SHOWN}{_LONG_OR_DATED}"
    texts = heading.xpath(f"//{dated}")
    start = int(heading.xpath(f"count(preceding::{dated})"))
    end = start + int(heading.xpath(f"count(.//{dated})"))
    below, above = page.below(texts[end:]), page.above(texts[:start])
    lines = [*below[:1], *above, *below[1:]]
    return sorted(lines, key=_rank)


def _rank(line: DateLine) -> tuple[bool, bool]:
    return line.source == GUESSED, line.is_update


class _Page:
    """A page being searched: how it writes dates, and the elements that hold its headline."""

    def __init__(self, days: DayReader, around: frozenset[Any]) -> None:
        self._days = days
        self._around = around

    def above(self, texts: list[Any]) -> list[DateLine]:
        """Return the date line next above the headline; a guess, if it stands far above."""
        characters = 0
        for text in texts[: -_MOST_TEXTS - 1 : -1]:
            line, _ = self._line(text)
            if line:
                is_near = characters <= _MOST_ABOVE
                lines = [line, *self._further(text)]
                return lines if is_near else [replace(one, source=GUESSED) for one in lines]
            characters += len(text.strip())
        return []

    def below(self, texts: list[Any]) -> list[DateLine]:
        """Return the date lines below the headline; an unlabelled one below prose is a guess."""
        found: list[tuple[DateLine, Any]] = []
        prose = 0
        own = 0  # lines before the text begins, which are no teasers
        for text in texts[:_MOST_TEXTS]:
            line, is_labelled = self._line(text)
            if line:
                is_near = is_labelled or prose <= _MOST_PROSE
                holder = text.getparent()
                found.append((line if is_near else replace(line, source=GUESSED), holder))
                found.extend((one, holder) for one in self._further(text))
            elif len(text) > _PROSE:
                own = own or len(found)
                prose += len(text)
            if len(found) >= _MOST_LINES:
                break
        looks = [_look(element) for _, element in found]
        return [
            line
            for place, ((line, _), look) in enumerate(zip(found, looks, strict=True))
            if looks.count(look) < _FEWEST_TEASERS or (place == 0 and own == 1)
        ]

    def _line(self, text: Any) -> tuple[DateLine | None, bool]:
        """Return the date line of a text, if any, and whether it says what the date is for."""
        match = _DATE.search(text) if _YEAR.search(text) else None
        if match is None or _is_of_something_else(text, match):
            return None, False
        is_first = bool(_FIRST.search(text[: match.start()]))
        is_alone, label = _surroundings(text, match)
        if not is_first and (not is_alone or self._is_elsewhere(text.getparent())):
            return None, False
        moment, is_sure = self._days.read(" ".join(match.group().split()))
        if moment is None:
            return None, False
        if _IN_SENTENCE.search(label) and not _PUBLISHED.search(label):
            return None, False
        is_published = is_first or bool(_PUBLISHED.search(label))
        is_update = not is_published and bool(_UPDATED.search(label))
        is_known = is_published or is_update or not label.rstrip().endswith((":", "："))
        source = VISIBLE if is_sure and is_known else GUESSED
        line = DateLine(moment=moment, is_update=is_update, source=source)
        return line, is_published or is_update

    def _further(self, text: str) -> list[DateLine]:
        """Return the dates that follow the first on its line and say what they are for."""
        found: list[DateLine] = []
        for earlier, match in pairwise(list(_DATE.finditer(text))[:_MOST_ON_A_LINE]):
            label = text[earlier.end() : match.start()]
            is_update = bool(_UPDATED.search(label))
            moment, is_sure = self._days.read(" ".join(match.group().split()))
            if moment and (is_update or _PUBLISHED.search(label)):
                source = VISIBLE if is_sure else GUESSED
                found.append(DateLine(moment=moment, is_update=is_update, source=source))
        return found

    def _is_elsewhere(self, element: Any) -> bool:
        """Say whether a part of the page without the headline is a teaser, comment or the like."""
        holder = element
        while holder is not None and holder not in self._around:
            if holder.get("itemprop") == "datePublished":
                return False
            if holder.tag in _APART or _ELSEWHERE.search(class_of(holder)):
                return True
            if holder.tag == "a" and holder.find(".//div") is not None:
                return True
            if holder.tag == "footer" and next(holder.iterancestors("article"), None) is None:
                return True
            holder = holder.getparent()
        return False


def _is_of_something_else(text: Any, match: re.Match[str]) -> bool:
    """Say whether a date is a span of days, of rights, or that of an event with its place."""
    is_span = _RANGE.match(text, match.end()) or _SPAN.search(text[: match.start()])
    if is_span or _RIGHTS.search(text):
        return True
    behind = islice(texts_after(text.getparent(), steps=_MOST_STEPS), int(text.is_tail), None)
    after, _ = next(behind, ("", None))
    return len(after) <= _LONGEST_LABEL and bool(_PLACE.match(after))


def _look(element: Any) -> tuple[str, ...]:
    """Return what the dates of one list of teasers have in common: names two levels up."""
    holders = (element, element.getparent())
    return tuple(f"{one.tag} {class_of(one)}" for one in holders if one is not None)


def _surroundings(text: Any, match: re.Match[str]) -> tuple[bool, str]:
    """Say whether a date stands on a line of its own; return the words before it on that line."""
    rest = _size(text.strip()) - _size(match.group())
    if rest > _LONGEST_REST:
        return False, ""
    label = text[: match.start()]
    if rest <= _LONGEST_LABEL and (_PUBLISHED.search(label) or _UPDATED.search(label)):
        return True, label
    whole, before_it = _line_around(text)
    before = label = whole.partition(" ".join(match.group().split()))[0]
    for earlier in _DATE.finditer(before):
        label = before[earlier.end() :]
    return _size(whole) <= _LONGEST_LINE, label if label.strip(_SIGNS) else _label(before_it)


def _line_around(text: Any) -> tuple[str, str]:
    """Return the line that a text is part of, up to the blocks beside it, and the text before."""
    beside = text.getparent() if text.is_tail else None
    block = text.getparent() if beside is None else beside.getparent()
    part = None  # the outermost part of the line that holds the text
    while block.tag in _INLINE and block.getparent() is not None:
        part, block = block, block.getparent()
    line = str(text) if part is None else line_in(part)
    left = beside if part is None else part.getprevious()
    right = _after(block, beside) if part is None else part.getnext()
    if part is not None:
        line = f"{_text_behind(left, block)}{line}{part.tail or ''}"
    while left is not None and left.tag in _BESIDE and len(line) <= _LONGEST_LINE:
        earlier = left.getprevious()
        line = f"{_text_behind(earlier, block)}{line_in(left)}{line}"
        left = earlier
    while right is not None and right.tag in _BESIDE and len(line) <= _LONGEST_LINE:
        line = f"{line}{line_in(right)}{right.tail or ''}"
        right = right.getnext()
    return " ".join(line.split()), text_before(block) if left is None else last_text(left)


def _after(block: Any, beside: Any) -> Any:
    """Return the element behind a text of a block: behind the one beside it, else the first."""
    return next(iter(block), None) if beside is None else beside.getnext()


def _text_behind(element: Any, block: Any) -> str:
    """Return the text right behind an element, or at the beginning of its block."""
    return (block.text if element is None else element.tail) or ""


def _size(text: str) -> int:
    """Return how long a text is, in letters: a sign of a script that has few says more."""
    return len(text) + _MORE_SAID * len(_DENSE.findall(text))


def says_update(element: Any) -> bool:
    """Say whether a date element, or the label before it, names the last change, not the first."""
    shown = "".join(element.itertext())[:_LONGEST_LINE]
    said = f"{_label(text_before(element))} {shown}"
    return bool(_UPDATED.search(said)) and not _PUBLISHED.search(said)


def _label(text: str) -> str:
    """Return a text that stands before a line, if it may be its label; empty if not.

    A label is short, and has no date of its own.
    """
    return "" if len(text) > _LONGEST_LABEL or _YEAR.search(text) else text
