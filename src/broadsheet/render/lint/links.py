"""Checks of links: where they lead, what they say, whether one can leave or read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html

from broadsheet.render.lint.faults import Fault, Grade, Part
from broadsheet.render.lint.usage import line_of

_VAGUE = frozenset(
    "here|click|click here|click this link|tap here|read more|read more here|learn more|more|"
    "more info|link|this link|this page|hier|hier klicken|klicken sie hier|mehr|mehr lesen|"
    "mehr erfahren|weiterlesen|weiter|ici|cliquez ici|cliquer ici|lire la suite|en savoir plus|"
    "plus|aquí|haga clic aquí|haz clic aquí|leer más|más|qui|clicca qui|leggi di più|aqui|"
    "clique aqui|leia mais|saiba mais|klik hier|lees meer|这里|点击这里|点这里|更多|阅读更多|"
    "こちら|続きを読む".split("|")
)
_LEAVE = re.compile(
    r"unsubscri|opt[-_ ]?out\b|abbestell|abmeld|d[ée]sinscri|d[ée]sabonn|(?:darse|dar) de baja"
    r"|\bbaja\b|cancelar (?:la |a |sua )?(?:suscripci|subscri|inscri)|descadastr|disiscri"
    r"|annulla(?:re)? (?:l[’']|la )?iscrizione|afmeld|uitschrijv|avregistrer|avmeld|avprenumer"
    r"|wypisz|odhlásit|отписа|отказаться от (?:подписки|рассылки)|abonelik|退订|取消订阅|退訂"
    r"|配信停止|購読解除|購読を解除|수신\s?거부|구독\s?취소|إلغاء الاشتراك|הסר(?:ה)? מרשימת",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    r"VIEW_URL|archive|web[-_ ]?(?:version|page|site)|browser|online|navigat|navegador|en ligne"
    r"|en línea|nettleser|webbläsar|przeglądar|браузер|在线|浏览器|瀏覽器|ブラウザ|브라우저|متصفح",
    re.IGNORECASE,
)
_SHORTENERS = frozenset(
    "bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly rebrand.ly cutt.ly shorturl.at t.ly "
    "rb.gy tiny.cc bl.ink s.id v.gd".split()
)
_ADDRESS = re.compile(
    r"(https?://|www\.)?((?:[a-z0-9-]{1,63}\.){1,8}([a-z]{2,24}))([/?#:]\S*)?", re.IGNORECASE
)
#: A bare name that ends in one of these, or in a country's two letters, is meant as an address.
_ENDINGS = frozenset("com org net edu gov mil int info biz app dev news shop online bank".split())
#: Two letters that are no country: names of software end in them.
_NO_COUNTRIES = frozenset({"js", "ts"})
_SCHEMES = ("http://", "https://", "mailto:", "tel:", "sms:", "#")
#: Our own places for addresses; each reader's are put in when a message is sent.
_TOKEN = re.compile(r"%%[A-Z_]+%%\Z")
#: What mailing programs write where an address is still to be put in.
_PLACEHOLDER = re.compile(
    r"\{\{[^{}]*\}\}|\*\|[^|]*\|\*|<%[^%]*%>|\$\{[^{}]*\}|%%?[\w.-]+%%?|\[\[?[\w .:-]+\]?\]"
    r"|\{[\w.]+\}"
)


def check_links(root: html.HtmlElement, shown: str, *, whole: bool = True) -> Iterator[Fault]:
    """Yield faults of links: where they go, what they say, and whether one can leave the list.

    Args:
        root: The message.
        shown: The text a reader sees.
        whole: Whether all of the message is there to be looked at.
    """
    leaves, online = bool(_LEAVE.search(shown)), False
    plain: list[int] = []
    for link in root.iter("a", "area"):
        line, target = line_of(link), (link.get("href") or "").strip()
        said = _said(link)
        leaves = leaves or bool(_LEAVE.search(target))
        online = online or bool(_ONLINE.search(said) or _ONLINE.search(_path(target)))
        if link.get("href") is not None:
            yield from _link_faults(target, said, line)
        if target.lower().startswith("http://"):
            plain.append(line)
    if plain:
        counted = "a link is" if len(plain) == 1 else f"{len(plain)} links are"
        message = f"{counted} not encrypted (http:)"
        yield _fault(Grade.NOTE, message, plain[0], "use https: where the site answers to it")
    if whole and not leaves:
        yield Fault(
            rule="unsubscribe",
            grade=Grade.WARN,
            part=Part.MESSAGE,
            message="no way to leave the list is named",
            remedy="add an unsubscribe link; the big mail providers demand one",
        )
    if whole and not online:
        yield Fault(
            rule="online",
            grade=Grade.NOTE,
            part=Part.MESSAGE,
            message="no link to read the message in a browser",
            remedy="add a “view online” link, for programs that cut the message off",
        )


def _said(link: html.HtmlElement) -> str:
    """Return what a link is called: its label, its text, or the words of its pictures."""
    words = link.get("aria-label") or link.text_content()
    if not words.strip():
        words = " ".join(
            picture.get("alt") or "" for picture in (link, *link.iter("img")) if picture.get("alt")
        )
    return " ".join(words.split())


def _path(target: str) -> str:
    """Return an address without its host, whose name says nothing about what it leads to."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}"


def _link_faults(target: str, said: str, line: int) -> Iterator[Fault]:
    shown, host = target[:80], _host(target)
    if target in {"", "#"}:
        yield _fault(Grade.WARN, f"a link that leads nowhere: “{said[:60]}”", line)
    elif not _TOKEN.match(target):
        yield from _target_faults(target, line)
    if host in _SHORTENERS:
        remedy = "link to the page itself"
        yield _fault(Grade.WARN, f"a shortened link: filters distrust it: {shown}", line, remedy)
    if not said:
        remedy = "give it words, or the picture in it an alt text"
        yield _fault(Grade.WARN, f"a link without text: {shown}", line, remedy)
    elif said.lower().rstrip(" .…!?:›»>→。") in _VAGUE:
        remedy = "name what it leads to: links are read out on their own"
        yield _fault(Grade.WARN, f"a link that only says “{said}”: {shown}", line, remedy)
    elif host:
        yield from _feigned(said, host, line)


def _target_faults(target: str, line: int) -> Iterator[Fault]:
    if target.lower().startswith(_SCHEMES):
        return
    if _PLACEHOLDER.match(target):
        message = f"a placeholder of a mailing program: {target[:80]}"
        remedy = "it must be an address when the message is sent"
        yield _fault(Grade.WARN, message, line, remedy)
        return
    message = f"not a web address: {target[:80]}"
    yield _fault(Grade.ERROR, message, line, "write the whole address, from https: on")


def _feigned(said: str, host: str, line: int) -> Iterator[Fault]:
    """Yield that a link shows one site and leads to another, the mark of a forged mail."""
    written = _ADDRESS.fullmatch(said)
    if not written or _related(written[2].lower(), host):
        return
    ending = written[3].lower()
    full = bool(written[1] or written[4])
    if full or ending in _ENDINGS or (len(ending) == 2 and ending not in _NO_COUNTRIES):
        name = (written[1] or "").removesuffix("//") if written[1] == "www." else ""
        message = f"a link that shows {name}{written[2]} and leads to {host}"
        remedy = "let the words say what it leads to, not another address"
        yield _fault(Grade.ERROR if full else Grade.WARN, message, line, remedy)


def _host(target: str) -> str:
    try:
        return (urlsplit(target).hostname or "").lower()
    except ValueError:
        return ""


def _related(one: str, other: str) -> bool:
    """Whether two hosts are one site: the same, or one a subdomain of the other."""
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _fault(grade: Grade, message: str, line: int, remedy: str = "") -> Fault:
    return Fault(
        rule="links", grade=grade, part=Part.MESSAGE, message=message, line=line, remedy=remedy
    )
