"""One reader's copy of an edition as the bytes of a mail.

    mixed ─┬─ alternative ─┬─ text
           │               └─ related ─┬─ html
           │                           └─ the images it shows (cid:)
           └─ the PDF

Levels with a single child are left out. Equal input gives equal bytes: the date is the edition's,
the boundaries come from the Message-ID.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from email.utils import format_datetime
from html import escape

from broadsheet.deliver.addresses import envelope_address, is_deliverable, split_address
from broadsheet.deliver.links import Links
from broadsheet.deliver.mime import (
    address_header,
    binary_part,
    machine_header,
    multipart,
    text_header,
    text_part,
)
from broadsheet.errors import ConfigError, SendError
from broadsheet.model.deliveries import Delivery
from broadsheet.model.editions import Edition
from broadsheet.model.renderings import Rendering

VIEW_TOKEN = "%%VIEW_URL%%"  # noqa: S105 - a place in the templates, not a password
UNSUBSCRIBE_TOKEN = "%%UNSUBSCRIBE_URL%%"  # noqa: S105

_IMAGE = re.compile(r"""(?P<head>\bsrc=["'])(?:\./)?(?P<name>[^"':]+)(?=["'])""")
_WEB_URL = re.compile(r"https?://[!#-;=?-~]+")
_UNSAFE_IN_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_MAX_URL = 800


def build_message(
    edition: Edition,
    rendering: Rendering,
    delivery: Delivery,
    *,
    sender: str,
    reply_to: str = "",
    pdf: bytes | None = None,
    links: Links | None = None,
) -> bytes:
    """Return the message for one delivery, with CRLF line ends.

    `%%VIEW_URL%%` and `%%UNSUBSCRIBE_URL%%` in the HTML and the text are replaced by the reader's
    links. The PDF is attached when the delivery asks for it and there is one.

    Args:
        edition: The frozen edition; gives the date and the names.
        rendering: Its subject, HTML, text and images.
        delivery: The recipient and the Message-ID.
        sender: `Name <address>` or an address.
        reply_to: The same form; left out when empty.
        pdf: The edition as PDF.
        links: Where the message points to; a URL that is not plain http(s) is left out.

    Raises:
        ConfigError: sender or reply-to is not an address.
        SendError: the recipient is not an address.
    """
    links = links or Links()
    seed = delivery.message_id
    view_url, unsubscribe_url = _safe_url(links.view_url), _safe_url(links.unsubscribe_url)
    places = {VIEW_TOKEN: view_url, UNSUBSCRIBE_TOKEN: unsubscribe_url}
    text = text_part(_fill(rendering.text, places), subtype="plain")
    html = _html_part(_fill_html(rendering.html, places), rendering.images, seed=seed)
    body = multipart([text, html], subtype="alternative", boundary=_boundary(seed, "alternative"))
    if pdf is not None and delivery.attach_pdf:
        attachment = _pdf_part(pdf, f"{edition.briefing}-{edition.number}")
        body = multipart([body, attachment], subtype="mixed", boundary=_boundary(seed, "mixed"))
    return (
        _people(rendering.subject, delivery, sender=sender, reply_to=reply_to)
        + machine_header("Date", format_datetime(edition.made_at))
        + machine_header("Message-ID", delivery.message_id)
        + _list_headers(links, unsubscribe_url)
        + machine_header("MIME-Version", "1.0")
        + body
    )


def _people(subject: str, delivery: Delivery, *, sender: str, reply_to: str) -> bytes:
    if not is_deliverable(delivery.address):
        raise SendError("not an address a message can be sent to", what=repr(delivery.address))
    lines = _mailbox("From", sender)
    lines += address_header("To", delivery.name, envelope_address(delivery.address))
    lines += text_header("Subject", subject)
    if reply_to:
        lines += _mailbox("Reply-To", reply_to)
    return lines


def _mailbox(header: str, text: str) -> bytes:
    name, address = split_address(text)
    if not is_deliverable(address):
        raise ConfigError(
            f"not a mail address for {header}",
            what=repr(text),
            remedy="write it as Name <name@example.org>",
        )
    return address_header(header, name, envelope_address(address))


def _list_headers(links: Links, unsubscribe_url: str) -> bytes:
    """Return the headers of RFC 2919, 2369, 8058 and 3834, and Google's Feedback-ID."""
    lines = machine_header("Auto-Submitted", "auto-generated")
    if links.list_id:
        lines += machine_header("List-Id", f"<{links.list_id.strip('<>')}>")
    if unsubscribe_url:
        lines += machine_header("List-Unsubscribe", f"<{unsubscribe_url}>")
        lines += machine_header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
    if links.feedback_id:
        lines += machine_header("Feedback-ID", links.feedback_id)
    return lines


def _safe_url(url: str) -> str:
    """Return the URL if it can stand in angle brackets on one header line, else ""."""
    return url if len(url) <= _MAX_URL and _WEB_URL.fullmatch(url) else ""


def _fill(text: str, places: Mapping[str, str]) -> str:
    for token, url in places.items():
        text = text.replace(token, url)
    return text


def _fill_html(html: str, places: Mapping[str, str]) -> str:
    return _fill(html, {token: escape(url, quote=True) for token, url in places.items()})


def _html_part(html: str, images: Mapping[str, bytes], *, seed: str) -> bytes:
    """Return the HTML, with the images it refers to beside it and named by Content-ID."""
    domain = seed.strip("<>").rpartition("@")[2]
    used: dict[str, str] = {}

    def refer(match: re.Match[str]) -> str:
        name = match["name"].removeprefix("images/")
        if name not in images:
            return match[0]
        digest = hashlib.sha256(images[name]).hexdigest()[:16]
        used[name] = f"{digest}.{_file_name(name)}@{domain}"
        return f"{match['head']}cid:{used[name]}"

    page = text_part(_IMAGE.sub(refer, html), subtype="html")
    if not used:
        return page
    pictures = [
        binary_part(
            images[name],
            media_type="image/png",
            disposition=f'inline; filename="{_file_name(name)}"',
            content_id=used[name],
        )
        for name in sorted(used)
    ]
    boundary = _boundary(seed, "related")
    return multipart([page, *pictures], subtype="related", boundary=boundary)


def _pdf_part(pdf: bytes, name: str) -> bytes:
    file_name = f"{_file_name(name)}.pdf"
    return binary_part(
        pdf,
        media_type=f'application/pdf; name="{file_name}"',
        disposition=f'attachment; filename="{file_name}"',
    )


def _file_name(name: str) -> str:
    return _UNSAFE_IN_NAME.sub("-", name).strip("-.")[-80:] or "file"


def _boundary(seed: str, level: str) -> str:
    return f"=_{hashlib.sha256(f'{level}{seed}'.encode()).hexdigest()[:24]}"
