"""Addresses that only lead to another one they name: outbound links of networks, mail filters, AMP
caches.

The target stands in the address itself, so no request is needed to find it. Counters that name
nothing (`feedproxy.google.com/~r/...`) have to be followed; see `read.links.is_counter`. Sources:
the link formats as the services themselves write them, and the AMP cache URL format
(https://amp.dev/documentation/guides-and-tutorials/learn/amp-caches-and-cors/amp-cache-urls/).
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlsplit

#: Host (its subdomains included), path (what lies below it included; empty for any), and the
#: parameters that may name the target.
_TABLE = (
    (r"google\.[a-z.]{2,6}", "/url", ("url", "q")),
    (r"facebook\.com", "/l.php", ("u",)),
    (r"l\.instagram\.com", "", ("u",)),
    (r"safelinks\.protection\.outlook\.com", "", ("url",)),
    (r"out\.reddit\.com", "", ("url",)),
    (r"youtube\.com", "/redirect", ("q",)),
    (r"vk\.com", "/away.php", ("to",)),
    (r"duckduckgo\.com", "/l", ("uddg",)),
    (r"t\.umblr\.com", "/redirect", ("z",)),
    (r"linkedin\.com", "/redir/redirect", ("url",)),
    (r"linkedin\.com", "/safety/go", ("url",)),
    (r"slack-redir\.net", "/link", ("url",)),
    (r"getpocket\.com", "/redirect", ("url",)),
    (r"exit\.sc", "", ("url",)),
)
_RULES = tuple((re.compile(rf"(?:[\w-]+\.)*{host}"), path, names) for host, path, names in _TABLE)
_AMP_CACHE = re.compile(r"(?:[\w-]+\.)*(?:cdn\.ampproject\.org|bing-amp\.com)")
_AMP_PATH = re.compile(
    r"/(?:[acirvw]|viewer)/(?P<safe>s/)?(?P<rest>[\w-]+(?:\.[\w-]+)+(?:[/:].*)?)"
)
_GOOGLE = re.compile(r"(?:[\w-]+\.)*google\.[a-z.]{2,6}")
_GOOGLE_AMP = re.compile(r"/amp/(?P<safe>s/)?(?P<rest>[\w-]+(?:\.[\w-]+)+/.*)")
_LONGEST = 8_000


def unwrapped(url: str) -> str:
    """Return the address that an address only leads to; as given when it leads nowhere else."""
    while inner := _target(url):  # each shorter than the one it stands in
        url = inner
    return url


def _target(url: str) -> str:
    if len(url) > _LONGEST:
        return ""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"}:
        return ""
    return _parameter(parts, host) or _cached(parts, host)


def _parameter(parts: SplitResult, host: str) -> str:
    """Return the web address that a parameter of an outbound link names; empty for none."""
    for pattern, path, names in _RULES:
        if pattern.fullmatch(host) and (not path or f"{parts.path}/".startswith(f"{path}/")):
            given = dict(reversed(parse_qsl(parts.query.replace("&amp;", "&"))))
            targets = (given.get(name, "") for name in names)
            return next((each for each in targets if _is_web(each)), "")
    return ""


def _cached(parts: SplitResult, host: str) -> str:
    """Return the address a copy in an AMP cache was made of; empty for no copy."""
    match = _AMP_PATH.fullmatch(parts.path) if _AMP_CACHE.fullmatch(host) else None
    if _GOOGLE.fullmatch(host):
        match = _GOOGLE_AMP.fullmatch(parts.path)
    if match is None:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{'https' if match['safe'] else 'http'}://{match['rest']}{query}"


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in parts.netloc
