"""Checks of the message itself: size, pictures, headings, links, what filters distrust."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from lxml import html

from broadsheet.render.lint.faults import Fault, Grade, Part
from broadsheet.render.lint.usage import Document, line_of

#: Gmail cuts a message off here; the footer with "unsubscribe" is then behind a link.
GMAIL_CLIPS = 102_400
#: Links grow when they are rewritten for each reader; beyond this a message may be cut off.
MOST_HTML = 90_000
MUCH_HTML = 75_000
#: Gmail drops all style blocks when they hold more than this many characters together.
GMAIL_STYLES = 16_384
MUCH_STYLE = 8_192
MOST_IMAGES = 20
MOST_IMAGE_BYTES = 300_000
MOST_SUBJECT = 150
_LEAST_TEXT = 200
_MOST_HIDDEN = 300

#: Elements mail programs strip and filters take as a sign of an attack.
_FORBIDDEN = ("script", "iframe", "object", "embed", "form", "applet", "base", "frame")
_VAGUE = frozenset(
    "here|click here|read more|more|link|this link|hier|hier klicken|mehr|mehr lesen|weiterlesen|"
    "ici|cliquez ici|lire la suite|plus|aquí|haga clic aquí|leer más|más".split("|")
)
_LEAVE = re.compile(
    r"unsubscribe|abbestell|abmeld|désinscri|désabonn|darse de baja|baja|退订|取消订阅",
    re.IGNORECASE,
)
_SHORTENERS = frozenset(
    "bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly rebrand.ly cutt.ly shorturl.at".split()
)
_ADDRESS = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#]\S*)?", re.IGNORECASE)
_NESTED_AT = re.compile(r"@[\w-]+[^{}]*\{[^{}]*@[\w-]+[^{}]*\{")
_TOKEN = re.compile(r"%%[A-Z_]+%%")


def check_size(document: Document, images: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield faults of size: the HTML, its style blocks, its pictures."""
    size = len(document.source.encode("utf-8", "replace"))
    if size > MOST_HTML:
        clipped = "Gmail cuts it off" if size > GMAIL_CLIPS else "Gmail may cut it off"
        yield _fault("size", Grade.ERROR, f"the HTML has {size:,} bytes: {clipped} at 102,400")
    elif size > MUCH_HTML:
        yield _fault("size", Grade.WARN, f"the HTML has {size:,} bytes of at most {MOST_HTML:,}")
    style = sum(len(css) for _, css in document.styles)
    if style > GMAIL_STYLES:
        yield _fault("styles", Grade.ERROR, f"{style:,} characters of styles: Gmail drops them all")
    elif style > MUCH_STYLE:
        yield _fault(
            "styles", Grade.WARN, f"{style:,} characters of styles; keep to {MUCH_STYLE:,}"
        )
    for line, css in document.styles:
        if any(_NESTED_AT.search(part) for part in css.split("}\n}") if "@" in part):
            message = "an at-rule inside an at-rule: Gmail drops the block"
            yield _fault("styles", Grade.ERROR, message, line)
    total = sum(map(len, images.values()))
    if total > MOST_IMAGE_BYTES:
        yield _fault("images", Grade.WARN, f"the pictures have {total:,} bytes; keep to 300,000")


def check_images(root: html.HtmlElement) -> Iterator[Fault]:
    """Yield faults of pictures: text alternatives, sizes, number, how they are carried."""
    pictures = list(root.iter("img"))
    if len(pictures) > MOST_IMAGES:
        yield _fault("images", Grade.WARN, f"{len(pictures)} pictures; keep to {MOST_IMAGES}")
    for picture in pictures:
        line, name = line_of(picture), (picture.get("src") or "")[:60]
        if picture.get("alt") is None:
            yield _fault("alt", Grade.ERROR, f"a picture without alt: {name}", line)
        missing = [side for side in ("width", "height") if not picture.get(side)]
        if missing:
            without = " and ".join(missing)
            yield _fault("images", Grade.WARN, f"a picture without {without}: {name}", line)
        if not name.strip():
            yield _fault("images", Grade.ERROR, "a picture without an address", line)
        if name.lower().startswith("data:"):
            message = "a picture inside the HTML: Gmail shows none; attach it or host it"
            yield _fault("images", Grade.ERROR, message, line)


def check_structure(root: html.HtmlElement) -> Iterator[Fault]:
    """Yield faults of structure: language, title, headings, layout tables, forbidden elements."""
    if not root.get("lang"):
        yield _fault("language", Grade.WARN, "the html element names no language (lang)")
    if not (root.findtext(".//title") or "").strip():
        yield _fault("title", Grade.WARN, "there is no title")
    yield from _heading_faults(root)
    for table in root.iter("table"):
        if table.get("role") not in {"presentation", "none"} and table.find(".//th") is None:
            message = "a layout table without role=presentation is read out cell by cell"
            yield _fault("tables", Grade.WARN, message, line_of(table))
            break
    for element in root.iter(*_FORBIDDEN):
        message = f"<{element.tag}>: mail programs strip it, and filters distrust it"
        yield _fault("forbidden", Grade.ERROR, message, line_of(element))
    for element in root.iter("link"):
        if "stylesheet" in (element.get("rel") or "").lower():
            yield _fault("forbidden", Grade.ERROR, "a remote style sheet", line_of(element))


def _heading_faults(root: html.HtmlElement) -> Iterator[Fault]:
    headings = [
        (int(element.tag[1]), line_of(element))
        for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6")
    ]
    first = sum(level == 1 for level, _ in headings)
    if first != 1:
        yield _fault("headings", Grade.WARN, f"{first} headings of level 1; there should be one")
    before = 0
    for level, line in headings:
        if level > before + 1:
            message = f"a heading of level {level} follows one of level {before}"
            yield _fault("headings", Grade.WARN, message, line)
        before = level


def check_links(root: html.HtmlElement) -> Iterator[Fault]:
    """Yield faults of links: where they go, what they say, and whether one can leave the list."""
    leaves = False
    for link in root.iter("a"):
        line, target = line_of(link), (link.get("href") or "").strip()
        said = " ".join(link.text_content().split())
        leaves = leaves or bool(_LEAVE.search(target)) or "UNSUBSCRIBE" in target
        if link.get("href") is not None:
            yield from _link_faults(target, said, line, link)
    if not leaves and not _LEAVE.search(root.text_content()):
        yield _fault("unsubscribe", Grade.WARN, "no way to leave the list is named")


def _link_faults(target: str, said: str, line: int, link: html.HtmlElement) -> Iterator[Fault]:
    shown = target[:80]
    host = _host(target)
    if target in {"", "#"}:
        yield _fault("links", Grade.WARN, f"a link that leads nowhere: “{said[:60]}”", line)
    elif not _TOKEN.fullmatch(target) and not target.lower().startswith(
        ("http://", "https://", "mailto:", "tel:", "#")
    ):
        yield _fault("links", Grade.ERROR, f"not a web address: {shown}", line)
    if host in _SHORTENERS:
        yield _fault("links", Grade.WARN, f"a shortened link: filters distrust it: {shown}", line)
    pictured = any(picture.get("alt") for picture in link.iter("img"))
    if not said and not pictured:
        yield _fault("links", Grade.WARN, f"a link without text: {shown}", line)
    if said.lower().rstrip(" .…›»>") in _VAGUE:
        yield _fault("links", Grade.WARN, f"a link that only says “{said}”: {shown}", line)
    written = _ADDRESS.fullmatch(said)
    if written and host and not _related(written[1].lower(), host):
        message = f"a link that shows {written[1]} and leads to {host}"
        yield _fault("links", Grade.ERROR, message, line)


def _host(target: str) -> str:
    try:
        return (urlsplit(target).hostname or "").lower()
    except ValueError:
        return ""


def _related(one: str, other: str) -> bool:
    """Whether two hosts are one site: the same, or one a subdomain of the other."""
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def check_trust(root: html.HtmlElement, subject: str | None) -> Iterator[Fault]:
    """Yield what spam filters weigh: shouting, pictures instead of text, hidden text."""
    text = " ".join(root.text_content().split())
    if len(text) < _LEAST_TEXT and root.find(".//img") is not None:
        yield _fault("trust", Grade.WARN, "pictures and hardly any text: filters distrust it")
    hidden = sum(
        len(element.text_content().strip(" \t\r\n\u00a0\u200b\u200c\u034f\u00ad"))
        for element in root.xpath("//body//*[@style]")
        if _is_hidden(element.get("style") or "")
    )
    if hidden > _MOST_HIDDEN:
        message = f"{hidden} characters of hidden text: filters distrust more than a preview line"
        yield _fault("trust", Grade.WARN, message)
    if subject is None:
        return
    letters = [letter for letter in subject if letter.isalpha()]
    if not subject.strip():
        yield _fault("subject", Grade.ERROR, "there is no subject")
    elif len(letters) > 8 and all(letter.isupper() for letter in letters):
        yield _fault("subject", Grade.WARN, "the subject is all capitals")
    if subject.count("!") > 1 or re.search(r"[$€£]{2,}", subject):
        yield _fault("subject", Grade.WARN, "the subject shouts")
    if re.match(r"\s*(re|fwd?|aw|wg)\s*:", subject, re.IGNORECASE):
        yield _fault("subject", Grade.WARN, "the subject pretends to be a reply")
    if len(subject) > MOST_SUBJECT:
        yield _fault("subject", Grade.NOTE, f"the subject has {len(subject)} characters")


def _is_hidden(style: str) -> bool:
    tight = style.replace(" ", "").lower()
    return "display:none" in tight or "visibility:hidden" in tight or "font-size:0" in tight


def check_text(root: html.HtmlElement, text: str) -> Iterator[Fault]:
    """Yield faults of the plain part: links it lacks, lines too long, furniture in it."""
    if not text.strip():
        yield _fault("text", Grade.ERROR, "there is no plain text part")
        return
    targets = dict.fromkeys(
        target
        for link in root.iter("a")
        if (target := (link.get("href") or "").strip()).startswith(("http", "%%"))
    )
    missing = [target for target in targets if target not in text]
    if missing:
        message = f"{len(missing)} links are missing in the text part: {missing[0][:80]}"
        yield _fault("text", Grade.WARN, message)
    long = sum(len(line) > 78 and "://" not in line for line in text.splitlines())
    if long:
        yield _fault("text", Grade.NOTE, f"{long} lines of the text part are longer than 78")
    if re.search("[\u200b\u200c\u200d\ufeff]", text):
        yield _fault("text", Grade.NOTE, "the text part holds zero-width characters")


def _fault(rule: str, grade: Grade, message: str, line: int = 0) -> Fault:
    return Fault(rule=rule, grade=grade, part=Part.MESSAGE, message=message, line=line)
