"""Checks of the message itself: size, pictures, headings, what filters distrust, the text part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import tinycss2
from lxml import html

from broadsheet.render.lint.appearance import Looked
from broadsheet.render.lint.faults import Fault, Grade, Part
from broadsheet.render.lint.usage import Document, line_of
from broadsheet.render.prose import LINE_WIDTH, columns

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
#: Links that are no word of the text part are looked for inside its words, up to this many.
_MOST_SOUGHT = 500
_LEAST_TEXT = 200
_MOST_HIDDEN = 300
#: A picture of fewer pixels is a logo, not the message.
_MUCH_PICTURE = 60_000

#: Elements mail programs strip and filters take as a sign of an attack.
_FORBIDDEN = ("script", "iframe", "object", "embed", "form", "applet", "base", "frame")
_HANDLER = re.compile(r"on[a-z]{3,24}\Z")
_FILLER = " \t\r\n\u00a0\u00ad\u034f\u200b\u200c\u200d\u2007\ufeff"
#: How the pictures begin that some mail programs cannot show.
_ODD_PICTURES = (
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "WebP"),
    (re.compile(rb".{4}ftypavi[fs]", re.DOTALL), "AVIF"),
    (re.compile(rb".{4}ftyp(?:hei[cx]|mif1)", re.DOTALL), "HEIF"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|!--|!doctype svg)", re.IGNORECASE), "SVG"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_SIDES = ("width", "height")
_TAG = re.compile(r"<[A-Za-z!/?]")


def check_content(document: Document, shown: str) -> Iterator[Fault]:
    """Yield that there is no message: nothing to be seen, or no HTML at all."""
    source = document.source
    if source.strip() and not _TAG.search(source):
        message = "there is no HTML in it"
        yield _fault("content", Grade.ERROR, message, remedy="is this the right file?")
    elif len(_CONTROLS.findall(source[:100_000])) > len(source[:100_000]) / 50:
        message = "this is no text: it is full of control characters"
        yield _fault("content", Grade.ERROR, message, remedy="is this the right file?")
    elif not shown.strip(_FILLER) and document.root.find(".//img") is None:
        yield _fault("content", Grade.ERROR, "the message is empty: no words and no pictures")
    if document.cut:
        message = "only the beginning was looked at: the message is too long or too deeply nested"
        yield _fault("content", Grade.WARN, message)


def check_size(document: Document, images: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield faults of size: the HTML, its style blocks, its pictures."""
    size = document.size
    if size > MOST_HTML:
        clipped = "Gmail cuts it off" if size > GMAIL_CLIPS else "Gmail may cut it off"
        message = f"the HTML has {size:,} bytes: {clipped} at 102,400"
        yield _fault("size", Grade.ERROR, message, remedy="say less, and link to the rest")
    elif size > MUCH_HTML:
        yield _fault("size", Grade.WARN, f"the HTML has {size:,} bytes of at most {MOST_HTML:,}")
    style = document.style_size
    if style > GMAIL_STYLES:
        yield _fault("styles", Grade.ERROR, f"{style:,} characters of styles: Gmail drops them all")
    elif style > MUCH_STYLE:
        yield _fault(
            "styles", Grade.WARN, f"{style:,} characters of styles; keep to {MUCH_STYLE:,}"
        )
    for line, css in document.styles:
        if (offset := _nested_rule(css)) is not None:
            message = "an at-rule inside an at-rule: Gmail drops the block"
            remedy = "join the two conditions with “and”, or write the rules one after the other"
            yield _fault("styles", Grade.ERROR, message, line + offset, remedy)
    total = sum(map(len, images.values()))
    if total > MOST_IMAGE_BYTES:
        yield _fault("images", Grade.WARN, f"the pictures have {total:,} bytes; keep to 300,000")


def _nested_rule(css: str) -> int | None:
    """Return how many lines down an at-rule stands inside an at-rule."""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True):
        if rule.type == "at-rule" and rule.content:
            for inner in tinycss2.parse_blocks_contents(rule.content, skip_comments=True):
                if inner.type == "at-rule":
                    return int(inner.source_line) - 1
    return None


def check_images(root: html.HtmlElement, images: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield faults of pictures: text alternatives, sizes, number, how they are carried.

    Args:
        root: The message.
        images: The pictures sent along, by their names.
    """
    pictures = list(root.iter("img"))
    if len(pictures) > MOST_IMAGES:
        yield _fault("images", Grade.WARN, f"{len(pictures)} pictures; keep to {MOST_IMAGES}")
    for picture in pictures:
        yield from _picture_faults(picture, images)
    for name, content in images.items():
        for beginning, kind in _ODD_PICTURES:
            if beginning.match(content[:512]):
                message = f"{name[:60]} is {kind}, which not every program shows"
                yield _fault("images", Grade.ERROR, message, remedy="make it a PNG or a JPEG")


def _picture_faults(picture: html.HtmlElement, images: Mapping[str, bytes]) -> Iterator[Fault]:
    line, source = line_of(picture), (picture.get("src") or "").strip()
    name = source[:60]
    if picture.get("alt") is None:
        remedy = 'say in alt what it shows; alt="" where it only decorates'
        yield _fault("alt", Grade.ERROR, f"a picture without alt: {name}", line, remedy)
    styled = (picture.get("style") or "").lower()
    missing = [] if picture.get("width") else ["width"]
    # `height: auto` keeps the proportions of a picture that shrinks on a phone.
    if picture.get("height") is None and not re.search(r"(?<![\w-])height\s*:", styled):
        missing.append("height")
    if missing:
        without = " and ".join(missing)
        remedy = "set them as attributes: Outlook reads no other, and the text jumps without"
        yield _fault("images", Grade.WARN, f"a picture without {without}: {name}", line, remedy)
    lower = source.lower()
    if not source:
        yield _fault("images", Grade.ERROR, "a picture without an address", line)
    elif lower.startswith("data:"):
        message = "a picture inside the HTML: Gmail shows none"
        yield _fault("images", Grade.ERROR, message, line, "attach it (cid:) or host it")
    elif lower.startswith("cid:") and images and source[4:] not in images:
        yield _fault("images", Grade.ERROR, f"a picture that is not attached: {name}", line)
    elif "://" not in source and ":" not in source[:12] and _base(source) not in images:
        message = f"a picture no reader can fetch: {name}"
        yield _fault("images", Grade.NOTE, message, line, "attach it (cid:) or host it")


def _base(source: str) -> str:
    return source.rpartition("/")[2]


def check_structure(document: Document) -> Iterator[Fault]:
    """Yield faults of structure: language, title, headings, layout tables, forbidden elements."""
    root = document.root
    if not root.get("lang"):
        message = "the html element names no language (lang)"
        remedy = 'write <html lang="en">: the message is read out in that language'
        yield _fault("language", Grade.WARN, message, remedy=remedy)
    if not (root.findtext(".//title") or "").strip():
        yield _fault("title", Grade.WARN, "there is no title", remedy="write one into <title>")
    yield from _heading_faults(root)
    bare = [
        line_of(table)
        for table in root.iter("table")
        if table.get("role") not in {"presentation", "none"} and table.find(".//th") is None
    ]
    if bare:
        counted = "a layout table" if len(bare) == 1 else f"{len(bare)} layout tables"
        message = f"{counted} without role=presentation, read out cell by cell"
        remedy = 'write role="presentation" on each, or mark the heads of a table of data with th'
        yield _fault("tables", Grade.WARN, message, bare[0], remedy)
    yield from _forbidden_faults(root)
    if document.mended:
        counted = f"{len(document.mended)} end tags" if len(document.mended) > 1 else "an end tag"
        message = f"{counted} where nothing of that name is to be ended"
        remedy = "every program mends that in its own way: end what was begun last, first"
        yield _fault("markup", Grade.WARN, message, document.mended[0], remedy)
    for line, address in _sheets(document):
        fonts = "font" in address.lower()
        message = "a style sheet from elsewhere: most programs drop it"
        grade = Grade.NOTE if fonts else Grade.WARN
        yield _fault("forbidden", grade, message, line, "write the styles onto the elements")


def _sheets(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the line and address of each style sheet that is linked or imported."""
    for element in document.root.iter("link"):
        if "stylesheet" in (element.get("rel") or "").lower():
            yield line_of(element), element.get("href") or ""
    for line, css in document.styles:
        for rule in tinycss2.parse_stylesheet(css, skip_comments=True):
            if rule.type == "at-rule" and rule.lower_at_keyword == "import":
                yield line + rule.source_line - 1, tinycss2.serialize(rule.prelude)


def _forbidden_faults(root: html.HtmlElement) -> Iterator[Fault]:
    for element in root.iter(*_FORBIDDEN):
        message = f"<{element.tag}>: mail programs strip it, and filters distrust it"
        yield _fault("forbidden", Grade.ERROR, message, line_of(element), "leave it out")
    for element in root.iter("meta"):
        if (element.get("http-equiv") or "").lower() == "refresh":
            message = "a message that leads away by itself: filters distrust it"
            yield _fault("forbidden", Grade.ERROR, message, line_of(element), "leave it out")
    handlers = {
        str(name): line_of(element)
        for element in root.iter()
        for name in element.attrib
        if isinstance(element.tag, str) and _HANDLER.match(str(name))
    }
    for name, line in handlers.items():
        message = f"{name}: mail programs strip scripts, and filters distrust them"
        yield _fault("forbidden", Grade.ERROR, message, line, "leave it out")


def _heading_faults(root: html.HtmlElement) -> Iterator[Fault]:
    headings = [
        (int(element.tag[1]), line_of(element))
        for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6")
    ]
    first = sum(level == 1 for level, _ in headings)
    if first != 1:
        message = f"{first or 'no'} headings of level 1; there should be one"
        yield _fault("headings", Grade.WARN, message)
    before = 0
    for level, line in headings:
        if level > before + 1:
            message = f"a heading of level {level} " + (
                f"follows one of level {before}" if before else "is the first one"
            )
            yield _fault("headings", Grade.WARN, message, line, "leave no level out")
        before = level


def check_trust(root: html.HtmlElement, seen: Sequence[Looked]) -> Iterator[Fault]:
    """Yield what spam filters weigh: pictures instead of text, hidden text.

    Args:
        root: The message.
        seen: Its texts, each with its element and how it looks.
    """
    shown = sum(len(" ".join(text.split())) for _, text, look in seen if look.shown)
    if shown < _LEAST_TEXT and any(_fills(picture) for picture in root.iter("img")):
        message = "pictures and hardly any text: filters distrust it"
        yield _fault("trust", Grade.WARN, message, remedy="say it in words")
    hidden = sum(
        len(text.strip(_FILLER))
        for element, text, look in seen
        if not look.shown and element.tag not in {"script", "style", "template"}
    )
    if hidden > _MOST_HIDDEN:
        message = f"{hidden} characters of hidden text: filters distrust more than a preview line"
        yield _fault("trust", Grade.WARN, message)


def check_subject(subject: str) -> Iterator[Fault]:
    """Yield what filters and readers distrust in a subject."""
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


def _fills(picture: html.HtmlElement) -> bool:
    """Whether a picture may be most of what is seen; one of unknown size may."""
    sides = [re.match(r"\d{1,5}(?=\s*(?:px)?\s*\Z)", picture.get(side) or "") for side in _SIDES]
    known = [int(side[0]) for side in sides if side]
    return len(known) < 2 or known[0] * known[1] >= _MUCH_PICTURE


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
    words = {word.strip("<>()[],;.") for word in text.split()}
    sought = [target for target in targets if target not in words]
    # To look for thousands of them all through a long text would take for ever.
    missing = [
        target
        for number, target in enumerate(sought)
        if number >= _MOST_SOUGHT or target not in text
    ]
    if missing:
        message = f"{len(missing)} links are missing in the text part: {missing[0][:80]}"
        yield _fault("text", Grade.WARN, message)
    long = sum(columns(line) > LINE_WIDTH and "://" not in line for line in text.splitlines())
    if long:
        message = f"{long} lines of the text part are longer than {LINE_WIDTH} columns"
        yield _fault("text", Grade.NOTE, message)
    if re.search("[\u200b\u2060\ufeff]|[\u034f\u200c\u200d\u00ad]{2}", text):
        yield _fault("text", Grade.NOTE, "the text part holds zero-width characters")


def _fault(rule: str, grade: Grade, message: str, line: int = 0, remedy: str = "") -> Fault:
    return Fault(
        rule=rule, grade=grade, part=Part.MESSAGE, message=message, line=line, remedy=remedy
    )
