"""Canonical URLs: one key for the many addresses of one article.

The canonical form is a key for comparing, not a link to follow: it drops `www.`, trailing slashes
and mobile hosts that a server may insist on. `strip_tracking` gives a link that still works.
Sources of the rules: RFC 3986 section 6 (syntax-based normalisation) and the parameter names that
advertising, mailing and analytics products document for their links.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import idna

from broadsheet.clean.redirectors import unwrapped

TRACKING_PARAMETERS = frozenset({
    "_ga", "_gac", "_gl", "_hsenc", "_hsmi", "_kx", "_openstat", "_ope", "at_campaign", "at_medium",
    "campaign_id", "ck_subscriber_id", "cmpid", "dclid", "dm_i", "ef_id", "epik", "fb_action_ids",
    "fb_action_types", "fb_ref", "fb_source", "fbclid", "feature", "gad_source", "gbraid", "gclid",
    "gclsrc", "gs_l", "hsctatracking", "icid", "igsh", "igshid", "ito", "li_fat_id", "linkid",
    "mbid", "mc_cid", "mc_eid", "mibextid", "mkt_tok", "mkwid", "ml_subscriber",
    "ml_subscriber_hash", "msclkid", "ncid", "ocid", "oly_anon_id", "oly_enc_id", "partner",
    "rb_clickid", "ref", "ref_src", "ref_url", "referer", "referrer", "s_cid", "s_kwcid",
    "sc_campaign", "share", "smid", "smtyp", "spm", "sref", "srsltid", "trk", "trkcampaign",
    "ttclid", "twclid", "vero_conv", "vero_id", "wbraid", "wickedid", "wprov", "wt_mc", "xtor",
    "yclid", "ysclid", "zanpid",
})  # fmt: skip
TRACKING_PREFIXES = (
    "utm_", "utm-", "pk_", "piwik_", "mtm_", "matomo_", "hsa_", "ga_", "wt_", "ns_", "itm_",
    "stm_", "oft_", "__hs", "aff_", "at_custom",
)  # fmt: skip
_CHANNELS = frozenset({"cmp", "from", "medium", "source", "src", "via"})  # "?source=rss----2"
_SESSIONS = frozenset({"jsessionid", "phpsessid", "aspsessionid", "cfid", "cftoken", "zenid"})
_SESSION_TAIL = re.compile(r";(?:jsessionid|phpsessid|sid)=[\w.!-]{1,200}", re.IGNORECASE)
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_HOST_PREFIX = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.[^.])")
_MOBILE_EDITION = re.compile(r"^([a-z]{2,3})\.m\.(?=[^.]+\.[^.])")
_AMP_TAIL = re.compile(r"(?:/amp)+/?$|(?<=\w)\.amp(?=\.html?$|$)", re.IGNORECASE)
_INDEX_TAIL = re.compile(r"/(?:index\.[a-z]{2,5}\d?|default\.(?:html?|aspx?))$", re.IGNORECASE)
_SLASHES = re.compile(r"/{2,}")
_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_KEPT_IN_PATH = "!$&'()*+,;=:@/~-._"
_KEPT_IN_QUERY = "!$'()*,;:@/?~-._+"


def canonical_url(url: str) -> str:
    """Return the key under which all addresses of one article meet; idempotent.

    An address that only leads to another is that other (see `redirectors`). http and https become
    https; the host is lower-cased without `www.`, `m.` and `amp.` and spelt one way (UTS 46, as
    browsers do); default ports, user names, fragments, dot segments, AMP tails, index files,
    trailing slashes, session ids and tracking parameters go; the query is sorted. What is not an
    http(s) URL comes back trimmed and otherwise unchanged.
    """
    # One step can uncover work for another, as in `/amp/index.html`; after the first, steps only
    # take away, so this ends.
    while (shorter := _normalise(url)) != url:
        url = shorter
    return url


def strip_tracking(url: str) -> str:
    """Return the link without tracking parameters, fragment and login; else as published.

    Of a link that only leads to another one, that other.
    """
    url = unwrapped(url.strip())
    parts = _split(url)
    if parts is None:
        return url
    scheme, host, path, query = parts
    if "@" in host:
        bare = host.rpartition("@")[2]
        host = bare or host
    kept = [pair for pair in query.split("&") if pair.strip() and not _is_tracking(pair)]
    return urlunsplit((scheme, host, path, "&".join(kept), "")).strip()


def _normalise(url: str) -> str:
    url = unwrapped(url.strip())
    parts = _split(_BLANKS.sub("", url))
    if parts is None:
        return url
    scheme, netloc, path, query = parts
    host = _host(netloc, scheme)
    if not host:
        return url
    return urlunsplit(("https", host, _path(path), _query(query), ""))


def _split(url: str) -> tuple[str, str, str, str] | None:
    """Return scheme, authority, path and query of an http(s) URL, None of anything else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not parts.netloc:
        return None
    return parts.scheme, parts.netloc, parts.path, parts.query


def _host(netloc: str, scheme: str) -> str:
    host = netloc.rpartition("@")[2].lower()
    name, colon, port = host.rpartition(":")
    if colon and port in {"", _DEFAULT_PORTS[scheme]}:
        host = name
    host = _one_spelling(host).rstrip(".")
    return _MOBILE_EDITION.sub(r"\1.", _HOST_PREFIX.sub("", host))


def _one_spelling(host: str) -> str:
    """Return a host in the form it has in the DNS; as it is where there is none."""
    if host.isascii():
        return host
    name, colon, port = host.partition(":")
    try:
        return idna.encode(name, uts46=True).decode("ascii") + colon + port
    except idna.IDNAError:
        return host


def _path(path: str) -> str:
    path = _SESSION_TAIL.sub("", _SLASHES.sub("/", path))
    path = _requote(_without_dots(path), _KEPT_IN_PATH)
    path = _INDEX_TAIL.sub("/", path)
    path = _AMP_TAIL.sub("", path)
    return path.rstrip("/")


def _without_dots(path: str) -> str:
    """Resolve `.` and `..` (RFC 3986, 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            del kept[max(len(kept) - 1, 1) :]
        elif segment != ".":
            kept.append(segment)
    return "/".join(kept) + ("/" if segments[-1] in {".", ".."} else "")


def _query(query: str) -> str:
    if not query:
        return ""
    kept = sorted(
        _requote(pair, _KEPT_IN_QUERY + "=")
        for pair in query.replace("&amp;", "&").split("&")
        if pair and not _is_tracking(pair)
    )
    return "&".join(kept)


def _is_tracking(pair: str) -> bool:
    name, _, value = pair.partition("=")
    name = name.lower()
    if name in {"amp", "outputtype", "output"} and value.lower() in {"", "1", "true", "amp"}:
        return True
    if name in _CHANNELS and value.lower().startswith("rss"):
        return True
    return name in TRACKING_PARAMETERS or name in _SESSIONS or name.startswith(TRACKING_PREFIXES)


def _requote(text: str, kept: str) -> str:
    """Spell percent-escapes one way: needless ones decoded, the rest in upper case."""
    if "%" not in text and text.isascii() and not re.search(r'[\\"<>^`{|}\[\]]', text):
        return text
    return "".join(
        piece.upper() if index % 2 else quote(piece, safe=kept)
        for index, piece in enumerate(re.split(r"(%[0-9A-Fa-f]{2})", _decode(text)))
    )


def _decode(text: str) -> str:
    """Decode escapes of unreserved characters only (RFC 3986, 6.2.2.2)."""
    return re.sub(
        r"%(?:4[1-9A-Fa-f]|5[0-9Aa]|6[1-9A-Fa-f]|7[0-9Aa]|3[0-9]|2[DdEe]|5[Ff]|7[Ee])",
        lambda match: unquote(match.group()),
        text,
    )
