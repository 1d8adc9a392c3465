"""The line of a page that tells its reader who wrote it: "By Ida Strand and Per Holm, Lindhavn".

A byline by the headline says so itself ("By", "Von", "Par", ...) or names somebody and what they
are ("Ida Strand | Senior Writer"). Elsewhere a page marks it: as an author (schema.org, `rel`), by
the names of its classes, by a link to an author's page. Comments, side columns, footers and teasers
name other people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from typing import Any

from broadsheet.read.shown_texts import SHOWN, class_of, line_in, texts_after, texts_in
from broadsheet.read.titles import find_heading

_LEADS = {  # what stands before a name, by language
    "en": r"(?:(?:written|words|text|story|report(?:ing|ed)?|posted|published|article|compiled"
    r"|authored|blog|post|analysis|opinion|review|contributed)\s+)*by|authors?|written",
    "de": r"(?:verfasst |geschrieben |ein(?:e \w+| \w+)? )?von|text|autor(?:in|en|innen)?",
    "fr": r"(?:(?:écrit|publié|rédigé|posté|propos recueillis) )?par|auteure?s?|texte",
    "es": r"(?:(?:escrito|publicado|redactado) )?por|autora?(?:es)?|texto",
    "pt": r"(?:(?:escrito|publicado|postado) )?por|autora?(?:es)?|texto",
    "it": r"(?:(?:scritto|pubblicato) )?(?:di|da)|a cura di|autor[ei]|testo",
    "nl": r"(?:(?:geschreven|geplaatst) )?door|auteurs?|tekst",
    "pl": r"(?:napisał[ay]?|opracował[ay]?|dodał[ay]?)|autor(?:ka|zy)?|tekst|przez",
    "sv": r"(?:(?:skriven|publicerad) )?av|författare|text",
    "da": r"(?:skrevet )?af|forfatter|tekst",
    "nb": r"(?:skrevet )?av|forfatter|tekst|journalist",
    "no": r"(?:skrevet )?av|forfatter|tekst|journalist",
    "fi": r"kirjoittanut|kirjoittaja|teksti|toimittaja",
}
_USUAL = ("de", "fr", "es", "it", "nl")
_NAME_WORD = r"[^\W\d_a-zß-öø-ÿ][\w'’-]*\.?(?:[A-Z]\.)*"
_SMALL = r"(?:van|von|der|den|de|del|della|di|da|dos|das|do|du|la|le|bin|ibn|al|el|af|av|ter|zu|y)"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+(?:{_SMALL}\s+){{0,2}}{_NAME_WORD}){{1,3}}")
_HOUSE = re.compile(
    r"(?:(?:[Tt]he\s+)?(?:[A-Z][\w&.'’-]*\s+){1,4}|The\s+)(?i:team|staff|editors|editorial|desk"
    r"|newsroom|redaktion|rédaction|redacción|redazione|redactie|redakcja|redação)\b"
)
_EASTERN = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3々]"
_EASTERN_NAME = rf"{_EASTERN}{{1,5}}[ \u3000]?{_EASTERN}{{1,5}}"
_EASTERN_LINE = re.compile(
    rf"(?:取材・文|文・写真|文|著者|執筆者?|筆者|作者|記者|记者|撰文|글|글쓴이)\s*[:：/／=＝|｜]\s*"
    rf"(?P<after>{_EASTERN_NAME})$|(?P<before>{_EASTERN_NAME}?)\s*(?:記者|기자)$"
)
_JOINED = re.compile(r"\s*(?:[,;|&•·、，／+]|\b(?:and|und|et|y|e|en|och|og|i|with)\b)\s*")
_CONNECTOR = re.compile(r"(?:(?:[,&;+、]|(?:and|und|et|y|e|en|och|og|i|with)(?!\w))\s*)+")
_NO_PERSON = re.compile(
    r"\b(?:editors?|writers?|author|reporters?|correspondents?|experts?|(?:co-?)?founders?|managers?"
    r"|directors?|consultants?|specialists?|columnists?|contributors?|journalists?|analysts?"
    r"|professors?|officers?|president|ceo|cto|cmo|coo|chief|head|leads?|team|staff|desk|editorial"
    r"|development|marketing|advisors?|engineers?|designers?|developers?|strategists?|researchers?"
    r"|producers?|assistants?|associates?|coordinators?|interns?|freelancers?|bloggers?|coach"
    r"|owners?|partners?|lawyers?|attorneys?|photographers?|scientists?|lecturers?|fellows?"
    r"|redakteur\w*|redaktion|korrespondent\w*|autor(?:in)?|journaliste?s?|rédact\w+|redact\w+"
    r"|periodista|giornalista|redattore|redattrice|verslaggever|dziennikarz|dziennikarka|jornalista"
    r"|more|follow|share|subscribe|newsletter|comments?|updated|published|posted|reviewed?|photos?"
    r"|images?|profile|posts|articles?|sign|login|about|read|view|click|home|contact|press|news"
    r"|minutes?|ago|case|policy|terms|privacy|cookies?|menu|search|skip|back|next|related|topics?"
    r"|category|categories|tags?|section|edition|university|institute|inc|llc|ltd|gmbh|magazine)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editor|writer|reporter|correspondent|expert|founder|manager|director|consultant"
    r"|specialist|columnist|contributor|journalist|analyst|professor|officer|ceo|cto|strategist"
    r"|researcher|redakteur(?:in)?|korrespondent(?:in)?|journaliste|rédact(?:eur|rice)|redactora?"
    r"|periodista|giornalista|dziennikar(?:z|ka)|jornalista)\b",
    re.IGNORECASE,
)
_MARKED = (
    "//*[@itemprop='author' or contains(@class, 'uthor') or contains(@class, 'yline')]"
    " | //a[contains(@rel, 'author') or contains(@href, '/author/') or contains(@href, '/authors/')"
    " or contains(@href, '/autor/') or contains(@href, '/auteur/')]"
)
_NAME_CLASS = re.compile(r"author(?:-|_|__|-box__)?name|authorName|(?:^|\s)p-author(?:\s|$)")
_MOST_MARKED = 200
_NAME_RANKS = frozenset({0, 1, 3, 5})
_APART = re.compile(
    r"(?:^|[\s_-])(?:comments?|commenter|related|recommend\w{0,9}|sidebar|popular|trending|teasers?"
    r"|quotes?|testimonials?|bookmark|embed|newsletter|carousel)(?=$|[\s_-])",
    re.IGNORECASE,
)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autore|staff|people|profiles?|members?|contributors?"
    r"|reporters?|journalists?|users?|by|redaktion|team)/|[?&]author=",
    re.IGNORECASE,
)
_NOT_A_HANDLE = re.compile(r"https?:|www\.|[@/\\{}<>#]|^\W*$|^\d+$")
_TEXTS = f"{SHOWN}[normalize-space()]"
_MOST_PIECES = 12
_MOST_ELEMENTS = 10
_MOST_NEAR = 60
_MOST_STEPS = 20_000
_MOST_PROSE = 700
_PROSE = 140
_BEFORE = 12
_LONGEST_LINE = 120
_LONGEST_HANDLE = 40
_LONGEST_ROLE = 80
_MOST_NAMES = 10
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_APART_TAGS = frozenset({"aside", "nav", "blockquote", "figure"})
_GOES_ON = re.compile(  # what makes of a name the beginning of a sentence
    r"\s*(?!(?:on|in|at|for|am|im|le|el|il|op|em|den|posted|published|updated|from|aus|à|en|\w\.)\s)"
    r"[^\W\d]"
)
_SAID = re.compile(r"\b(?:written|authored) by\s+", re.IGNORECASE)
_LONGEST_NOTE = 200
_MOST_NOTES = 40
_NOTE_WORDS = (
    "ritten by ", "uthored by ", " is a", " is the", " ist ", " est ", " es ", " è ", " jest ",
)  # fmt: skip
_DESCRIBED = re.compile(
    rf"(?P<name>{_NAME.pattern}) (?:is|ist|est|es|è|jest) [^.]{{0,30}}\b(?:staff writer"
    r"|senior writer|freelance writer|reporter|correspondent|columnist|contributing|journalist"
    r"|redakteur(?:in)?|korrespondent(?:in)?|journaliste|periodista|redactora?|giornalista"
    r"|dziennikar(?:z|ka))\b"
)


class Bylines:
    """The bylines of one page; each method gives the names of one kind, empty for none."""

    def __init__(self, tree: Any, *, title: str) -> None:
        """Take a page and its headline, which the bylines of interest stand by."""
        self._tree = tree
        body = tree.find("body")
        self._heading = None if body is None else find_heading(body, title)
        shown = tree.xpath("//h1")[:_MOST_ELEMENTS]
        self._around = frozenset(holder for one in shown for holder in one.iterancestors())
        self._above, self._below = self._near_heading()
        self._near = [*self._below, *self._above]

    def spoken(self, language: str, *, is_above: bool) -> tuple[str, ...]:
        """Return the names of the byline by the headline that says it is one.

        Args:
            language: The page's, as an ISO 639-1 code.
            is_above: Whether to look above the headline too, where menus may begin with "By".
        """
        lead = _lead_of(language)
        near = self._near if is_above else self._below
        prose = False
        for place, (piece, holder) in enumerate(near):
            eastern = _EASTERN_LINE.fullmatch(piece)
            if eastern:
                return (eastern["after"] or eastern["before"],)
            prose = prose or len(piece) > _PROSE
            match = lead.match(piece)
            if match is None or self._is_apart(holder):
                continue
            if prose and holder.tag in _HEADINGS:
                continue
            rest = piece[match.end() :]
            said = [(rest, holder)] if rest else []
            if said and not _names(said, is_said=True):
                continue
            following = near[place + 1 : place + _MOST_PIECES]
            names = _names(said + following, is_said=True)
            if names:
                return names
        return ()

    def titled(self) -> tuple[str, ...]:
        """Return the name by the headline that is followed by what its bearer is."""
        parts = [part.strip() for piece, _ in self._near for part in re.split(r"[|•·,]", piece)]
        for name, role in pairwise(parts):
            if is_person(name) and _ROLE.search(role) and len(role) <= _LONGEST_ROLE:
                return (name,)
        return ()

    def marked(self, publisher: str) -> tuple[str, ...]:
        """Return the names in the element that is most clearly marked as naming the author."""
        elements = self._tree.xpath(_MARKED)[:_MOST_MARKED]
        for _, element in sorted(enumerate(elements), key=lambda one: (_rank(one[1]), one[0])):
            if self._is_outside(element):
                continue
            is_name = _rank(element) in _NAME_RANKS
            pieces = _pieces(element)
            size = sum(len(piece) for piece, _ in pieces)
            if size < 3 or (size > _LONGEST_LINE and len(pieces) < 2):
                continue
            names = _names(pieces, is_said=is_name and size <= _LONGEST_HANDLE)
            names = tuple(name for name in names if name.casefold() != publisher.casefold())
            if names:
                return names if len(names) > 1 or not is_name else _beside(element, names)
        return ()

    def noted(self) -> tuple[str, ...]:
        """Return the name in a short note that says who wrote the text, wherever it stands."""
        said = " or ".join(f"contains(., '{word}')" for word in _NOTE_WORDS)
        for text in self._tree.xpath(f"//body//{_TEXTS}[{said}]")[:_MOST_NOTES]:
            holder = text.getparent()
            line = " ".join(line_in(holder).split())
            if len(line) > _LONGEST_NOTE or self._is_outside(holder):
                continue
            match = _SAID.search(line)
            described = _DESCRIBED.match(line)
            if match:
                names = _in_text(line[match.end() :])[0]
            else:
                names = (described["name"],) if described and is_person(described["name"]) else ()
            if names:
                return names
        return ()

    def _near_heading(self) -> tuple[list[tuple[str, Any]], list[tuple[str, Any]]]:
        """Return the texts above the headline, and those in and below it to the first prose."""
        if self._heading is None:
            return [], []
        inside = _pieces(self._heading)[1:]
        before = self._heading.xpath(f"preceding::{_TEXTS}[position() <= {_BEFORE}]")
        above = [_piece(text) for text in before]
        below: list[tuple[str, Any]] = []
        prose = 0
        for piece, holder in islice(texts_after(self._heading, steps=_MOST_STEPS), _MOST_NEAR):
            prose += len(piece) if len(piece) > _PROSE else 0
            below.append((piece, holder))
            if prose > _MOST_PROSE:
                break
        return above, [*inside, *below]

    def _is_apart(self, element: Any) -> bool:
        """Say whether a text by the headline leads within the page or belongs to something else."""
        link = element if element.tag == "a" else element.getparent()
        is_inner = link is not None and link.tag == "a" and link.get("href", "").startswith("#")
        return is_inner or self._is_outside(element)

    def _is_outside(self, element: Any) -> bool:
        """Say whether a part of the page names other people: commenters, another text's author.

        What holds the headline too is no such part, whatever its name.
        """
        holder = element
        while holder is not None and holder not in self._around:
            if holder.tag in _APART_TAGS or _APART.search(class_of(holder)):
                return True
            if holder.tag == "footer" and next(holder.iterancestors("article"), None) is None:
                return True
            holder = holder.getparent()
        return False


def _rank(element: Any) -> int:
    """Return how clearly an element is marked as naming the author, 0 for the clearest."""
    classes = class_of(element)
    if element.get("itemprop") == "author":
        return 0
    if element.tag == "a" and " author " in f" {element.get('rel', '')} ":
        return 1
    if "yline" in classes:
        return 2
    if _NAME_CLASS.search(classes):
        return 3
    return 4 if "uthor" in classes else 5


def _lead_of(language: str) -> re.Pattern[str]:
    """Return what opens a byline in English and in the page's language, or the usual ones."""
    return _opening(("en", language) if language in _LEADS else ("en", *_USUAL))


def _opening(languages: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(_LEADS[code] for code in dict.fromkeys(languages))
    return re.compile(rf"(?:{words})(?=$|[\s:])\s*:?\s*", re.IGNORECASE)


def _piece(text: Any) -> tuple[str, Any]:
    holder = text.getparent()
    return " ".join(text.split()), holder.getparent() if text.is_tail else holder


def _pieces(element: Any) -> list[tuple[str, Any]]:
    return list(islice(texts_in(element), _MOST_PIECES))


def _names(pieces: Sequence[tuple[str, Any]], *, is_said: bool) -> tuple[str, ...]:
    """Return the names that a row of texts begins with, each once.

    Args:
        pieces: Texts and what holds them, in order.
        is_said: Whether they are known to begin with a name, which may then be of one word.
    """
    names: dict[str, None] = {}
    goes_on = False
    for piece, holder in pieces:
        lead = _ANY_LEAD.match(piece)
        text = piece[lead.end() :] if lead else piece
        is_said = is_said or bool(lead and not text)
        connector = _CONNECTOR.match(text)
        if names and connector is None and not goes_on and not _is_author_link(holder):
            break
        text = text[connector.end() :] if connector and (names or not text.isalpha()) else text
        if not text:
            goes_on = bool(names)
            continue
        found, is_whole, goes_on = _in_text(text)
        if not found and (names or len(piece) > _LONGEST_LINE):
            break
        if not found and (is_said or _is_author_link(holder)) and _is_handle(text, holder):
            found, is_whole = (text,), True
        if not found and not _may_be_skipped(text):
            break
        names |= dict.fromkeys(found)
        if names and not is_whole:
            break
    return tuple(names)[:_MOST_NAMES]


def _in_text(text: str) -> tuple[tuple[str, ...], bool, bool]:
    """Return the names a text begins with, whether it holds nothing else, whether it goes on."""
    house = _HOUSE.match(text)
    if house and not re.match(r"\s*\w", text[house.end() :]):
        return (house.group(),), house.end() == len(text), False
    names: list[str] = []
    parts = _JOINED.split(text)
    for part in parts:
        match = _NAME.match(part.strip())
        name = match.group() if match else ""
        if not is_person(name):
            break
        after = part.strip()[len(name) :]
        if _GOES_ON.match(after):
            return tuple(names), False, False
        names.append(name.rstrip("."))
        if after.strip(" ."):
            return tuple(names), False, False
    goes_on = len(names) == len(parts) - 1 and not parts[-1]
    return tuple(names), len(names) == len(parts) or goes_on, goes_on


def is_person(name: str) -> bool:
    """Say whether a text has the form of a person's name, and no word for what somebody is."""
    return bool(_NAME.fullmatch(name)) and not _NO_PERSON.search(name)


def _is_handle(text: str, holder: Any) -> bool:
    """Say whether a text may be what somebody is called, though it has not the form of a name."""
    is_short = len(text) <= _LONGEST_HANDLE and len(text.split()) <= 3
    is_word = is_short and not _NOT_A_HANDLE.search(text) and not _NO_PERSON.search(text)
    return is_word and not any(sign.isdigit() for sign in text) and _is_link(holder)


def _may_be_skipped(text: str) -> bool:
    """Say whether a text may stand before a name: a date, a label, a sign."""
    return any(sign.isdigit() for sign in text) or len(text) <= 2 or text.endswith(":")


def _is_link(element: Any) -> bool:
    return any(one.tag == "a" for one in (element, element.getparent()) if one is not None)


def _is_author_link(element: Any) -> bool:
    for one in (element, element.getparent()):
        if one is not None and one.tag == "a":
            rel = f" {one.get('rel', '')} "
            return " author " in rel or bool(_AUTHOR_PAGE.search(one.get("href", "")))
    return False


def _beside(element: Any, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names with those of the elements of the same kind beside the first."""
    found = dict.fromkeys(names)
    holder = element.getparent()
    for _ in range(2):
        if holder is None or holder.tag in {"body", "main", "article"}:
            break
        alike = [
            one
            for one in holder.iter(element.tag)
            if one.get("class") == element.get("class") and one.get("rel") == element.get("rel")
        ]
        if len(alike) > 1:
            for one in alike[:_MOST_NAMES]:
                found |= dict.fromkeys(_names(_pieces(one), is_said=True))
            break
        holder = holder.getparent()
    return tuple(found)[:_MOST_NAMES]


_ANY_LEAD = _opening(("en", *_USUAL, "pl", "pt"))
