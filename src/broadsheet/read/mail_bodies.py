"""What a mail shows: its text without what it hides, and the links worth following.

Newsletters hide a preview line for the list of mails, and end in links that do things when they
are visited: unsubscribe, confirm, forward.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from lxml import html as lxml_html

from broadsheet.read.main_text import parse_html
from broadsheet.read.markup import (
    element_text,
    is_web_address,
    nests_beyond,
    plain_text,
    sanitise,
)

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:font-size|max-height|opacity)\s*:\s*0(?:px|em|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"'\])}]{4,2000}")
_ACTS = re.compile(  # wherever they stand
    r"unsubscri|opt[-_ ]?out\b|abmelde|abbestell|désabonn|desabonn|désinscri|desinscri"
    r"|darse de baja|dar de baja|cancelar (?:la |sua )?(?:suscripci|inscri)|descadastr"
    r"|disiscri|annulla iscrizione|afmelden|uitschrijven|avregistrer|avmeld|avprenumer|wypisz",
    re.IGNORECASE,
)
_LABELS = re.compile(  # where they are what a link says, not a word in a headline
    r"\W*(?:click here to |please )?(?:"
    r"(?:manage|update|change|edit|set) (?:(?:your|my|the|e-?mail) )*"
    r"(?:preferences|subscription|settings|profile|e-?mail|account)"
    r"|(?:email |mail )?preferences\b"
    r"|(?:view|read|open|see)(?: this| it)?(?: e-?mail| newsletter| issue| message| post)?"
    r" (?:online|in (?:(?:your|a|the) )?(?:web )?browser|on the web|in the app)"
    r"|(?:online|web) version|confirm (?:your|my|sub|e-?mail)|verify (?:your|my|e-?mail)"
    r"|(?:log|sign) ?(?:in|up|out)\b|(?:my |your )?account\b|subscribe\b|(?:share|forward|tweet)\b"
    r"|privacy (?:policy|notice)|terms (?:of|and)|imprint|contact us|advertise|become a sponsor"
    r"|refer a friend|download (?:the|our) app|get the app"
    r"|einstellungen|impressum|datenschutz|im browser (?:ansehen|öffnen)|weiterempfehlen|teilen\b"
    r"|(?:voir|ouvrir|afficher) dans (?:le|votre) navigateur|mentions légales|confidentialité"
    r"|préférences|ver en el navegador|preferencias|aviso legal|política de privacidad)",
    re.IGNORECASE,
)
_PATHS = re.compile(
    r"[/?&=](?:preferences?|prefs|profile|settings|confirm(?:ation)?|verify|log-?in|sign-?in|sign-?up"
    r"|subscribe|manage|forward|share|sharer|web-?version|privacy(?:-policy)?|terms|imprint"
    r"|impressum|datenschutz|account|my-?account)(?=[/?&=.#]|$)",
    re.IGNORECASE,
)
_NETWORKS = re.compile(
    r"(?:(?:follow|find|join|like) us(?: on)?|folgen sie uns(?: auf)?|suivez-nous(?: sur)?"
    r"|síguenos(?: en)?)?[\s:]*(?:facebook|twitter|x|instagram|linkedin|youtube|mastodon|bluesky"
    r"|threads|tiktok|whatsapp|telegram|rss)?\W*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:[|·•]|\n)\s*")
_INVITES = re.compile(
    r"(?<=[.!?…”\"])\s+(?:read (?:more|on)|continue reading|learn more|full story|weiterlesen"
    r"|mehr (?:lesen|dazu)|lire la suite|en savoir plus|leer más|seguir leyendo)\W*$",
    re.IGNORECASE,
)
_SOCIAL = frozenset({
    "bsky.app", "facebook.com", "fb.com", "instagram.com", "linkedin.com", "pinterest.com", "t.me",
    "threads.net", "tiktok.com", "twitter.com", "wa.me", "whatsapp.com", "x.com", "apps.apple.com",
    "play.google.com",
})  # fmt: skip
_MOST_ANCHORS = 2_000
_LONGEST_WORDS = 500
_LABEL_WORDS = 6
_LONGEST_URL = 2_000


def html_body(source: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the text an HTML mail shows, and its links with words in order, each with these.

    Lines that are only links to leave, to settings and to networks are no text.
    """
    if not source.strip() or nests_beyond(source):
        return plain_text(sanitise(source)), []
    tree = parse_html(source)
    if tree is None:
        return "", []
    _drop_hidden(tree)
    links = [
        (str(anchor.get("href")).strip(), words)
        for anchor in tree.xpath("//a[@href]")[:_MOST_ANCHORS]
        if (words := element_text(anchor))
    ]
    shown = lxml_html.tostring(tree, encoding="unicode")
    return without_labels(plain_text(sanitise(shown))), links


def plain_links(text: str) -> list[tuple[str, str]]:
    """Return the addresses in plain text, in order, each with the line it stands in."""
    return [
        (match.group().rstrip(".,;:!?"), line[: match.start()])
        for line in text.splitlines()
        for match in _URL.finditer(line[:20_000])
    ][:_MOST_ANCHORS]


def without_labels(text: str) -> str:
    """Return a mail's text without lines of links that do something, and invitations to read on."""
    paragraphs = (_INVITES.sub("", paragraph) for paragraph in text.split("\n\n"))
    return "\n\n".join(each for each in paragraphs if not _is_labels(each))


def is_worth_following(url: str, about: str) -> bool:
    """Say whether a link of a newsletter may lead to an article.

    Not if it does something, goes to a network of people or a shop of programs, or to the front
    page of a site.

    Args:
        url: Where it leads.
        about: Its words; for an address in plain text, those before it in its line.
    """
    about = about[:_LONGEST_WORDS]
    if not is_web_address(url) or _ACTS.search(about) or _ACTS.search(url[:_LONGEST_URL]):
        return False
    if _LABELS.match(about) or _PATHS.search(url[:_LONGEST_URL]):
        return False
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if any(host == name or host.endswith(f".{name}") for name in _SOCIAL):
        return False
    return bool(parts.path.strip("/") or parts.query)


def _is_labels(paragraph: str) -> bool:
    if len(paragraph) > _LONGEST_WORDS:
        return False
    return all(
        _NETWORKS.fullmatch(part)
        or (len(part.split()) <= _LABEL_WORDS and (_ACTS.search(part) or _LABELS.match(part)))
        for part in _PARTS.split(paragraph)
    )


def _drop_hidden(tree: Any) -> None:
    for element in tree.xpath("//*[@style or @hidden]"):
        if "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
            parent = element.getparent()
            if parent is not None:
                element.drop_tree()
