"""Sending: an edition to its lists, a notice to a briefing's owner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event

from broadsheet.deliver.addresses import split_address
from broadsheet.deliver.audience import freeze_audience
from broadsheet.deliver.links import Links, list_id, unsubscribe_url
from broadsheet.deliver.messages import build_message
from broadsheet.deliver.notices import build_notice
from broadsheet.errors import ConfigError
from broadsheet.model.briefings import Briefing
from broadsheet.model.deliveries import Delivery, Tally
from broadsheet.pipeline import Report
from broadsheet.ports import AudienceStore, DeliveryLog, Mailer
from broadsheet.shell.app.publication import Publication
from broadsheet.shell.config.settings import Settings
from broadsheet.shell.send.courier import deliver_edition
from broadsheet.shell.send.outbox import OutboxMailer
from broadsheet.shell.send.smtp import SmtpMailer
from broadsheet.shell.store.output import edition_folder


def send_edition(
    publication: Publication,
    *,
    audience: AudienceStore,
    log: DeliveryLog,
    settings: Settings,
    outbox: Path,
    clock: Callable[[], datetime],
    report: Report,
    stop: Event,
) -> Tally:
    """Deliver an edition to its briefing's lists; the ledger keeps anybody from getting it twice.

    The rendering and the PDF are made once. When `stop` is set, the message in flight is finished
    and the rest left for the next call.

    Raises:
        SendError: no message can be sent at all.
        ConfigError: links are switched on without a secret, or the sender is no address.
    """
    edition, briefing = publication.edition, publication.briefing
    if settings.base_url and not settings.secret.get_secret_value():
        raise ConfigError(
            "BROADSHEET_BASE_URL is set but BROADSHEET_SECRET is not",
            remedy="unsubscribe links are signed: set it to what `openssl rand -hex 32` prints",
        )
    domain = split_address(settings.sender)[1].rpartition("@")[2]
    names = [rule.list for rule in briefing.recipients]
    rows = freeze_audience(
        edition.id,
        [(name, audience.members(name)) for name in names],
        briefing.recipients,
        domain=domain,
    )
    rendering = publication.rendering()
    pdf = publication.printer.print(rendering) if any(row.attach_pdf for row in rows) else None

    def build(delivery: Delivery) -> bytes:
        return build_message(
            edition,
            rendering,
            delivery,
            sender=settings.sender,
            reply_to=settings.reply_to,
            pdf=pdf,
            links=_links(publication, delivery, settings, domain),
        )

    mailer = open_mailer(settings, outbox)
    try:
        return deliver_edition(
            edition.id,
            rows,
            log=log,
            mailer=mailer,
            build=build,
            sender=settings.sender,
            clock=clock,
            on_unknown=settings.on_unknown,
            wanted=lambda row: any(audience.is_confirmed(name, row.address) for name in names),
            progress=lambda done, total: report("messages sent", done, total),
            stop=stop,
        )
    finally:
        mailer.close()


def _links(publication: Publication, delivery: Delivery, settings: Settings, domain: str) -> Links:
    named = list_id(delivery.list, domain)
    if not settings.base_url:
        return Links(list_id=named)
    edition = publication.edition
    base = settings.base_url.rstrip("/")
    return Links(
        view_url=f"{base}/{edition.briefing}/{edition_folder(edition)}/",
        unsubscribe_url=unsubscribe_url(
            base,
            delivery.list,
            delivery.address,
            secrets=[settings.secret.get_secret_value()],
        ),
        list_id=named,
    )


def open_mailer(settings: Settings, outbox: Path) -> Mailer:
    """Return the way mails leave: the SMTP relay if one is set, else files in the outbox."""
    if not settings.smtp_host:
        return OutboxMailer(outbox)
    return SmtpMailer(
        settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value(),
    )


def notify_owner(
    briefing: Briefing, why: str, *, settings: Settings, output: Path, now: datetime
) -> None:
    """Mail a briefing's owner that there is no edition, and why; nobody where none is named.

    Whoever started the run is told by the error, or by the record of runs and its log.

    Args:
        briefing: Whose owner.
        why: The reason.
        settings: Say how mails leave.
        output: The folder whose `BRIEFING/notices` takes the mail where there is no relay.
        now: The mail's date.

    Raises:
        SendError: it cannot be handed over.
    """
    if not briefing.owner:
        return
    outbox = output / briefing.slug / "notices"
    message = build_notice(briefing, why, sender=settings.sender, now=now)
    mailer = open_mailer(settings, outbox)
    try:
        mailer.send(message, sender=split_address(settings.sender)[1], recipient=briefing.owner)
    finally:
        mailer.close()
