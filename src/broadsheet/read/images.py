"""Which address is an article's picture: judged by address, declared size and name, never fetched.

A lead image is worth having only when it is one: logos, placeholders, avatars, icons and tracking
pixels are told by what they are called and how large they say they are. Addresses count only when
they are http(s); what the address of a picture needs no browser to believe is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.model.articles import LeadImage
from broadsheet.read.markup import is_web_address, plain_title, resolve_url

LEAST_SIDE = 100
LEAST_LONGER_SIDE = 200
_LONGEST_ADDRESS = 2_000
_LONGEST_ALT = 500
_LONGEST_CREDIT = 200
_FEW_WORDS = 3
_NO_PICTURE = frozenset({
    "svg", "svgz", "ico", "cur", "pdf", "mp3", "m4a", "ogg", "mp4", "m4v", "mov", "webm", "html",
})  # fmt: skip
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|bmp|tiff?)(?=$|[?#])", re.IGNORECASE)
_HOSTS = (
    ".gravatar.com", ".doubleclick.net", ".scorecardresearch.com", ".pixel.wp.com",
    ".feeds.feedburner.com", ".google-analytics.com", ".quantserve.com", ".s.w.org",
)  # fmt: skip
_FOLDERS = frozenset({
    "avatar", "avatars", "icons", "logo", "logos", "emoji", "emojis", "sprites", "placeholder",
    "placeholders", "pixel", "pixels", "tracking", "badges", "smilies",
})  # fmt: skip
# One of these says enough, whatever stands beside it.
_NEVER = frozenset({
    "placeholder", "sprite", "sprites", "spacer", "favicon", "gravatar", "noimage", "noimg",
    "wordmark", "emoji", "nophoto", "touchicon",
})  # fmt: skip
# These only in a short name: a photograph may show a logo, or a telephone called Pixel.
_SELDOM = frozenset({
    "logo", "logos", "icon", "icons", "avatar", "default", "fallback", "blank", "missing",
    "loading", "loader", "spinner", "badge", "transparent", "dummy", "logotype",
})  # fmt: skip
_LOGO = frozenset({"logo", "logos", "logotype"})
_PIXEL = frozenset({"pixel", "px", "beacon", "tracker", "tracking"})
_VAGUE = frozenset({
    "image", "img", "images", "social", "share", "sharing", "og", "site", "open", "graph", "x",
    "facebook", "fb", "twitter", "card", "web", "gif", "clear", "trans", "one", "single", "the",
    "black", "white", "large", "small", "no", "article", "news", "post", "thumb", "thumbnail",
    "wide", "square", "seo", "meta", "preview", "header", "hero", "cover", "home", "page",
})  # fmt: skip
_NOTABLE = _NEVER | _SELDOM | _PIXEL | {"no"}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LETTERS = re.compile(r"[a-z]+")
_ODD = re.compile(r"""[\x00-\x20\x7f-\xa0\u2028\u2029<>"\\^`]""")
_SIZE_IN_NAME = re.compile(r"[-_](\d{1,4})x(\d{1,4})(?=$|[-_.@])")
_SIZE_ASKED = re.compile(r"[?&](?:amp;)?(w|width|h|height|size)=(\d{1,5})(?=$|&)")
_DIGITS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*$")
_NO_ALT = re.compile(
    r"(?:(?:(?:lead|main|featured|article|post|header|hero|cover|default|alt) )?"
    r"(?:image|photo|picture|img|thumbnail|bild|foto|imagen|text|alt)[ \d]*|null|undefined"
    r"|[\w%.~()-]{1,200}\.(?:jpe?g|png|webp|gif|avif)|https?://\S+)",
    re.IGNORECASE,
)
_LOGO_ALT = re.compile(r"^\W*(?:\S+\s+){0,4}(?:logo|avatar|icon|favicon)\W*$", re.IGNORECASE)
_STEM_TAIL = re.compile(r"(?:[-_]\d{2,4}x\d{2,4}|[-_]scaled|@\dx|[-_]\d{3,4}w?)+$")

_LABELS = (
    r"(?:photo|image|picture|foto|bild)[ -]?(?:credits?|source|nachweis|quelle)"
    r"|photo(?:graph(?:er|y)?|s)?|images?|pictures?|credits?|fotos?|bild|abbildung|quelle"
    r"|cr[ée]dit[os]*(?: (?:photo|image|foto))?|illustration|copyright"
    r"|fotograf[íi]as?|im[áa]gen|imagem|beeld|zdj[ęe]cie"
)
_CREDIT = re.compile(
    rf"(?:^|[\s(\[.|–—])(?:(?:{_LABELS})\s?(?::|©|\bby\b|\bvon\b|\bpar\b|\bpor\b|\bcourtesy of\b)"
    r"|©|\(c\)\s|courtesy of\b)\s*(?P<who>[^\s|()\[\]][^|()\[\]]{1,200})",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"[(\[](?P<who>[^()\[\]/]{2,80}/[^()\[\]]{2,80})[)\]]\s*$")
_LABEL = re.compile(
    rf"(?:(?:{_LABELS})\s?(?::|©|by\b|von\b|par\b|por\b|courtesy of\b)|©|\(c\)|copyright\b"
    r"|courtesy of\b)"
    r"[\s:©]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address said to be an article's picture, with what is said of it beside.

    Attributes:
        address: As it stands; relative or not.
        found_in: Where.
        width: As declared, in pixels; None when nothing is.
        height: The same.
        alt: What it shows.
        credit: Whose it is.
    """

    address: str
    found_in: str
    width: int | None = None
    height: int | None = None
    alt: str = ""
    credit: str = ""


def first_picture(candidates: Iterable[Candidate], *, base: str) -> LeadImage | None:
    """Return the first candidate that is a picture, None when none is.

    Args:
        candidates: Most trusted first.
        base: What relative addresses are relative to.
    """
    for one in candidates:
        address = picture_address(one.address, base=base)
        if address and is_large_enough(one.width, one.height) and not _LOGO_ALT.search(one.alt):
            alt, credit = plain_alt(one.alt), plain_credit(one.credit)
            return LeadImage(
                url=address,
                found_in=one.found_in,
                alt=alt,
                alt_found_in=one.found_in if alt else "",
                credit=credit,
                credit_found_in=one.found_in if credit else "",
            )
    return None


def picture_address(address: str, *, base: str) -> str:
    """Return the absolute http(s) address of what may be a picture; "" when it is none."""
    address = address.strip()
    if not address or len(address) > _LONGEST_ADDRESS or address[:5].lower() == "data:":
        return ""
    if address.startswith("//") and not is_web_address(base):
        address = f"https:{address}"
    address = resolve_url(address.replace("&amp;", "&"), base).replace(" ", "%20")
    if not is_web_address(address) or _ODD.search(address):
        return ""
    return address if _may_show(address) else ""


def has_picture_name(address: str) -> bool:
    """Say whether an address ends as those of pictures do."""
    return _PICTURE.search(address) is not None


def is_large_enough(width: int | None, height: int | None) -> bool:
    """Say whether declared sides are those of a picture; sides that are not declared may be."""
    known = [side for side in (width, height) if side is not None]
    return not known or (min(known) >= LEAST_SIDE and max(known) >= LEAST_LONGER_SIDE)


def pixels(value: str | None) -> int | None:
    """Return a declared length in pixels; None for percentages and what is no length."""
    match = _DIGITS.match(value[:20]) if value else None
    return int(match[1]) if match else None


def plain_alt(text: str) -> str:
    """Return an alternative text as one line of plain text; "" for one that says nothing."""
    if not text:
        return ""
    alt = plain_title(text)[:_LONGEST_ALT].strip()
    return "" if _NO_ALT.fullmatch(alt) else alt


def plain_credit(text: str) -> str:
    """Return a credit as one line without its label: "Photo: J. Doe / Agency" is J. Doe's."""
    if not text:
        return ""
    line = plain_title(text)
    line = _LABEL.sub("", line, count=1) if _LABEL.match(line) else line
    line = line.strip(" .,;:|()[]-–—")
    return line if 1 < len(line) <= _LONGEST_CREDIT and not line.startswith("http") else ""


def credit_in(caption: str) -> tuple[str, str]:
    """Return a caption without the credit it ends with, and that credit; "" for none.

    Credits are told by their label in English, German, French, Spanish and their neighbours, or by
    a closing "(Name/Agency)".
    """
    match = None
    for match in _CREDIT.finditer(caption):  # noqa: B007 - the last one is it
        pass
    match = match or _AGENCY.search(caption)
    who = plain_credit(match["who"]) if match else ""
    if not match or not who:
        return caption, ""
    rest = caption[: match.start()] + " " + caption[match.end("who") :].lstrip(" )]")
    return " ".join(rest.split()).strip(" |([–—"), who


def stem_of(address: str) -> str:
    """Return what names the picture whatever its size: the file's name without size and ending.

    Empty for a name too short to tell one picture from another.
    """
    name = address.partition("?")[0].rstrip("/").rpartition("/")[2]
    stem = _STEM_TAIL.sub("", name.rpartition(".")[0] or name)
    return stem if len(stem) >= 5 else ""


def _may_show(address: str) -> bool:
    netloc, _, path = address.partition("://")[2].partition("/")
    path, _, query = path.partition("#")[0].partition("?")
    if "@" in netloc or f".{netloc.lower()}".endswith(_HOSTS):
        return False
    name = path.rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    if ending.lower() in _NO_PICTURE or not _FOLDERS.isdisjoint(path.lower().split("/")[:-1]):
        return False
    if _is_no_picture(stem or ending):
        return False
    named = _SIZE_IN_NAME.search(name)
    if named and not is_large_enough(int(named[1]), int(named[2])):
        return False
    if not query:
        return True
    asked = {match[1][0]: int(match[2]) for match in _SIZE_ASKED.finditer(f"?{query}")}
    return is_large_enough(asked.get("w", asked.get("s")), asked.get("h"))


def _is_no_picture(stem: str) -> bool:
    """Say whether a file's name is that of a logo, a placeholder or the like."""
    words = _LETTERS.findall((stem if stem.islower() else _CAMEL.sub("-", stem)).lower())
    if _NOTABLE.isdisjoint(words):
        return False
    if any(word in _NEVER for word in words) or ("no" in words and words[-1:] == ["image"]):
        return True
    telling = [word for word in words if len(word) > 1 and word not in _VAGUE]
    if telling and all(word in _PIXEL or word in _SELDOM for word in telling):
        return True
    if words[0] in _LOGO or words[-1] in _LOGO:
        return True
    return any(word in _SELDOM for word in words) and len(telling) <= _FEW_WORDS
