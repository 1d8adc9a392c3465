"""Pages that are no articles although they answer: paywalls, cookie walls, errors, listings.

Their text reads like text, so it has to be recognised and named, or it ends up quoted. Every rule
asks for two signs at once, because one of them stands on many an honest page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from broadsheet.read.structured import Meta, type_names
from broadsheet.read.titles import fold_title

PAYWALL = "shows only the beginning to those who do not pay"
COOKIE_WALL = "asks for consent instead of showing an article"
ERROR_PAGE = "is an error page"
TOO_COSTLY = "takes more time or memory to read than a page may"
LISTING = "is a page that lists articles, not an article"

_FEW_WORDS = 150
_FEWER_WORDS = 60
_LONG_PARAGRAPH = 25
_FEWEST_TEASERS = 6
_MOST_OWN = 2
_LONGEST_SEARCHED = 200_000
_ERROR_TITLE = re.compile(
    r"^(?:(?:error |http )?(?:40[0134]|410|429|50[0234])\b"
    r"|(?:oops )?(?:this |the )?page (?:could )?not (?:be )?found|not found|page unavailable"
    r"|access denied|forbidden|just a moment|attention required|are you (?:a robot|human)"
    r"|robot check|security check|service unavailable|bad gateway|something went wrong"
    r"|seite nicht gefunden|zugriff verweigert|page (?:introuvable|non trouvée)|accès refusé"
    r"|página no encontrada|acceso denegado)\b"
)
_PAY = re.compile(
    r"(?:subscribe|sign (?:in|up)|log ?in|register)[^.!?]{0,40} to (?:continue|keep|read)\b"
    r"|(?:this|the) (?:article|story|content) is (?:only |exclusively |reserved )?"
    r"(?:available )?(?:for|to) (?:\w+ )?(?:subscribers|members)"
    r"|to (?:continue|keep) reading|for subscribers only"
    r"|jetzt (?:weiterlesen|abonnieren)[^.!?]{0,40}abo"
    r"|weiterlesen mit|nur für abonnenten|réservée? (?:aux|à nos) abonnés"
    r"|(?:exclusivo|solo) para suscriptores",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|privacy (?:settings|policy|choices)|\baccept all\b|\bour partners\b"
    r"|personali[sz]ed ads|datenschutz|einwilligung|zustimm\w+|consentement|tout accepter"
    r"|consentimiento|aceptar todo",
    re.IGNORECASE,
)
_ANY_PAGE = frozenset({"webpage"})
_TEASERS = "//*[self::h2 or self::h3 or self::h4][.//a[@href] or parent::a[@href]]"


def refusal_of(
    tree: Any, meta: Meta, node: Mapping[str, Any], *, title: str, text: str, url: str
) -> str:
    """Return why a page is no article; empty when it may be one.

    Args:
        tree: The parsed page.
        meta: Its meta elements.
        node: Its JSON-LD article node, empty for none.
        title: Its title.
        text: Its main text.
        url: Where it came from.
    """
    words = len(text.split())
    if words < _FEW_WORDS and _ERROR_TITLE.match(fold_title(title)):
        return ERROR_PAGE
    if words < _FEW_WORDS and _is_about_consent(text):
        return COOKIE_WALL
    if words < _FEW_WORDS and _is_locked(tree, meta, node, words):
        return PAYWALL
    if not _says_it_is_an_article(meta, node) and _lists(tree, text, url):
        return LISTING
    return ""


def _is_about_consent(text: str) -> bool:
    """Say whether most sentences of a short text are about consent."""
    sentences = [part for part in re.split(r"[.!?\n]+", text) if part.strip()]
    about = sum(bool(_CONSENT.search(sentence)) for sentence in sentences)
    return about >= 2 and 2 * about >= len(sentences)


def _is_locked(tree: Any, meta: Meta, node: Mapping[str, Any], words: int) -> bool:
    """Say whether a page with little text says that there is more for those who pay."""
    stated = str(node.get("isAccessibleForFree", "")).lower().rpartition("/")[2] == "false"
    tier = meta.first("article:content_tier").lower() in {"locked", "metered"}
    visible = " ".join(tree.xpath("string(//body)")[:_LONGEST_SEARCHED].split())
    invited = bool(_PAY.search(visible))
    return invited and (stated or tier or words < _FEWER_WORDS)


def _says_it_is_an_article(meta: Meta, node: Mapping[str, Any]) -> bool:
    kinds = type_names(node)
    return bool(kinds - _ANY_PAGE) or meta.first("og:type").lower() == "article"


def _lists(tree: Any, text: str, url: str) -> bool:
    """Say whether a page has many headlines that lead elsewhere and hardly a paragraph of its own.

    A site's home page may show longer excerpts.
    """
    teasers = len(tree.xpath(_TEASERS))
    long = sum(len(part.split()) >= _LONG_PARAGRAPH for part in text.split("\n"))
    own = teasers // 2 if _is_home(url) else min(teasers // 3, _MOST_OWN)
    return teasers >= _FEWEST_TEASERS and long <= own


def _is_home(url: str) -> bool:
    rest = url.partition("://")[2].partition("?")[0].partition("#")[0]
    return bool(rest) and not rest.partition("/")[2].strip("/")
