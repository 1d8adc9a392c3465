"""Residue: what extraction leaves in an article that its author did not write.

Line by line, and only where a whole line (or a whole sentence of it) is unmistakable. When in doubt
the text stays: an odd line does less harm than a lost sentence.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import replace

from broadsheet.clean.blocks import carry_blocks
from broadsheet.clean.characters import clean_characters
from broadsheet.clean.furniture import is_furniture, is_related_heading
from broadsheet.clean.mojibake import mend_encoding
from broadsheet.clean.urls import strip_tracking
from broadsheet.model.articles import Article, article_id

_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z]{2,10}\d{0,2};)")
_ACTIVE = re.compile(r"<(script|style|iframe|noscript)\b[^<>]*>[^<]*</\1\s*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|abbr|article|aside|b|blockquote|br|button|center|cite|code|div|em|embed|figcaption"
    r"|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|li|link|main|meta|nav|noscript|ol"
    r"|p|pre|script|section|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|tr|tt|u|ul)"
    r"(?:\s[^<>]{0,2000})?/?>|<!--[^<>]{0,2000}-->",
    re.IGNORECASE,
)
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|video|audio|playlist|vc_\w+|et_pb_\w+|wp_\w+)\b[^\[\]]{0,500}\]"
)
_BRACE = re.compile(r"[{}]")
_KEY = re.compile(r"""["“][\w@$:.-]{1,60}["”]\s*:""")
_EMPTY_LIST = re.compile(r"\[[\s,;]*\]")
_CODE = re.compile(
    r"(?:\(?function\s*\w{0,60}\s*\(|(?:var|let|const)\s+[\w$]{1,60}\s*=|window\.\w|document\.\w+\s*[(.=]"
    r"|@media\s*[\w(]|@import\s|[.#][\w-]{1,60}[^{}]{0,200}\{[^}]{0,500}:|<\?php|//\s*<!\[CDATA\["
    r"|googletag\.|_gaq\.|dataLayer\b|\$\(document\)|<!\[CDATA\[)"
)
_GLUED_NUMBER = re.compile(
    r"(?:^|(?<=[.!?:;)\]\"”’\s]))(\d{1,2})(?=[^\W\d_a-z][^\W\d_])", re.MULTILINE
)
_GLUED_SENTENCE = re.compile(
    r"(?<=[a-zäöüß]{3}[.!?])(?=(?:The|A|An|In|It|Its|He|She|They|We|But|And|On|At|This|That|These|For"
    r"|If|Der|Die|Das|Ein|Eine|Es|Sie|Er|Wir|Le|La|Les|Il|Elle|El|Los|Las|Un|Une|Una)\s)"
)
_CLOCK = r"(?:[\s,|-]+(?:at\s+)?\d{1,2}[:.]\d{2}.{0,20})?"
_NAME = r"(?-i:[A-ZÀ-Þ])[\w.'’-]*"
_OPENING = re.compile(
    r"(?:(?:published|posted|updated|last (?:updated|modified)|first published|veröffentlicht"
    r"|aktualisiert|publié|mis à jour|publicado|actualizado)\b[\s:]*"
    r"(?:(?:on|at|am|le|el|il y a|vor)\s+)?.{0,60}\d.{0,40}"
    rf"|(?:written )?by(?::|\s)\s*{_NAME}(?:(?:,|\s+and|\s+&)?\s+{_NAME}){{0,5}}"
    r"|(?:mon|tues?|wednes|thurs?|fri|satur|sun)?(?:day)?,?\s*\d{1,2}\.?\s+[^\W\d_]{3,9}\.?,?\s+"
    rf"\d{{4}}{_CLOCK}"
    rf"|[^\W\d_]{{3,9}}\.?\s+\d{{1,2}},\s+\d{{4}}{_CLOCK}"
    r"|\d{4}-\d{2}-\d{2}(?:[T\s]\d{2}:\d{2}.{0,16})?)",
    re.IGNORECASE,
)
_OPENING_LINES = 3
_LONGEST_OPENING = 120
_LEAST_REPEATED = 60
_BLANK_LINES = re.compile(r"\n\s*\n")


def clean_text(text: str) -> str:
    """Return an article's text without residue, paragraphs joined by one blank line; idempotent.

    Letters broken by a wrong decoding are put back.

    Dropped: invisible characters, left-over tags, entities, JSON and code, breadcrumbs, share bars,
    comment forms, newsletter and cookie boxes, boxes of related links, a byline or date standing
    alone at the start, repeated paragraphs. Numbers glued to the items of a list go, each item on a
    line of its own. A dateline that opens a sentence stays: it says where and when.
    """
    # What one rule uncovers, another may have to take away; every change but the folding of white
    # space removes characters, so this ends.
    while (cleaned := _clean_once(text)) != text:
        text = cleaned
    return text


def clean_title(title: str, *, publisher: str = "") -> str:
    """Return a title as one line without residue and without the publisher's name at its end."""
    line = " ".join(_strip_markup(clean_characters(mend_encoding(title))).split())
    if publisher:
        tail = re.compile(r"\s+[|·•–—-]\s+" + re.escape(publisher) + r"$", re.IGNORECASE)
        line = tail.sub("", line) or line
    return line


def clean_article(article: Article) -> Article:
    """Return the article with clean title, text and link, under the id its new content has.

    A text that is nothing but residue gives way to the title; a first line that repeats the title
    goes. The link keeps its host and path and loses tracking parameters and fragment.
    """
    title = clean_title(article.title, publisher=article.publisher)
    text = clean_text(article.text)
    while (rest := _without_title(text, title)) != text:  # what it hid may have to go as well
        text = clean_text(rest)
    text = text or clean_text(title) or title
    url = strip_tracking(article.url)
    blocks = carry_blocks(article.blocks, article.text, text)
    new_id = article_id(url, title, text)
    return replace(article, id=new_id, url=url, title=title, text=text, blocks=blocks)


def _clean_once(text: str) -> str:
    text = _strip_markup(clean_characters(mend_encoding(text)))
    text = _strip_blobs(text)
    text = _GLUED_SENTENCE.sub(" ", _unglue_numbers(text))
    paragraphs = (_clean_paragraph(paragraph) for paragraph in _BLANK_LINES.split(text))
    kept = _without_related([paragraph for paragraph in paragraphs if paragraph])
    return "\n\n".join(_without_opening_and_repeats(kept))


def _strip_markup(text: str) -> str:
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(f"&{match.group(1)}"), text)
    if "<" in text:
        text = _TAG.sub(" ", _ACTIVE.sub(" ", text))
    return _SHORTCODE.sub(" ", text) if "[" in text else text


def _strip_blobs(text: str) -> str:
    """Drop JSON objects wherever they stand, and lines of code."""
    if "{" in text:
        text = _EMPTY_LIST.sub("", _without_json(text))
    return "\n".join("" if _CODE.match(line.lstrip()) else line for line in text.split("\n"))


def _without_json(text: str) -> str:
    """Cut out the outermost balanced braces that hold a quoted key."""
    opened: list[int] = []
    blobs: list[tuple[int, int]] = []
    for brace in _BRACE.finditer(text):
        if brace.group() == "{":
            opened.append(brace.start())
        elif opened:
            start = opened.pop()
            while blobs and blobs[-1][0] > start:
                blobs.pop()
            blobs.append((start, brace.end()))
    return _cut(text, [blob for blob in blobs if _KEY.search(text, *blob)], "")


def _cut(text: str, spans: Iterable[tuple[int, int]], filling: str) -> str:
    """Replace ascending, disjoint spans by a filling."""
    pieces: list[str] = []
    position = 0
    for start, end in spans:
        pieces += [text[position:start], filling]
        position = end
    return "".join([*pieces, text[position:]])


def _unglue_numbers(text: str) -> str:
    """Turn "1First item 2Second item" into lines: numbers in sequence, glued to capitals.

    A lone one stays, because names are written that way too.
    """
    glued: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for match in _GLUED_NUMBER.finditer(text):
        number = int(match.group(1))
        if number != len(run) + 1 or number == 1:
            glued += run if len(run) > 1 else []
            run = []
        if number == len(run) + 1:
            run.append(match.span())
    glued += run if len(run) > 1 else []
    return _cut(text, glued, "\n\n")


def _clean_paragraph(paragraph: str) -> str:
    lines = (" ".join(line.split()) for line in paragraph.split("\n"))
    return "\n".join(
        line for line in lines if line and (is_related_heading(line) or not is_furniture(line))
    )


def _without_related(paragraphs: list[str]) -> list[str]:
    """Drop headings of related boxes and the link titles below them, up to the next sentence."""
    kept: list[str] = []
    inside = False
    for paragraph in paragraphs:
        lines: list[str] = []
        for line in paragraph.split("\n"):
            inside = is_related_heading(line) or (inside and _is_link_title(line))
            if not inside:
                lines.append(line)
        kept += ["\n".join(lines)] if lines else []
    return kept


def _is_link_title(line: str) -> bool:
    return len(line.split()) <= 16 and not re.search(r"[.!?:…][\"'”’»)]*$", line)


def _without_opening_and_repeats(paragraphs: Iterable[str]) -> list[str]:
    """Drop paragraphs that came before: long ones anywhere, short ones in direct succession.

    Bylines and dates that stand alone among the first lines go too, in the same pass: one hides the
    other, and a pass for each that comes to light takes time by the square of their number.
    """
    kept: list[str] = []
    seen: set[str] = set()
    for paragraph in paragraphs:
        is_opening = len(paragraph) <= _LONGEST_OPENING and _OPENING.fullmatch(paragraph)
        if is_opening and len(kept) < _OPENING_LINES:
            continue
        is_repeat = paragraph in seen or (bool(kept) and kept[-1] == paragraph)
        if len(paragraph) >= _LEAST_REPEATED:
            seen.add(paragraph)
        if not is_repeat:
            kept.append(paragraph)
    return kept


def _without_title(text: str, title: str) -> str:
    """Drop the lines at the start that repeat the title; one stays where there is nothing else."""
    lines = text.split("\n")
    wanted = _fold(title)
    others = (place for place, line in enumerate(lines) if line and _fold(line) != wanted)
    return "\n".join(lines[next(others, len(lines) - 1) :])


def _fold(line: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", line.casefold()).split())
