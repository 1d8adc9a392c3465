"""A real SMTP server on the loopback interface, with faults on order."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser

from aiosmtpd.controller import Controller


@dataclass
class Sink:
    """Records every message it accepts. Faults are used up in order, per recipient.

    `rcpt` and `data` hold replies; the reply "drop" takes the message and cuts the line,
    "cut" cuts it without taking the message.
    """

    port: int = 0
    rcpt: dict[str, list[str]] = field(default_factory=dict)
    data: dict[str, list[str]] = field(default_factory=dict)
    mail: list[str] = field(default_factory=list)
    accepted: list[tuple[str, str, bytes]] = field(default_factory=list)
    connections: int = 0

    def recipients(self) -> list[str]:
        return [recipient for recipient, _, _ in self.accepted]

    async def handle_EHLO(self, _server, session, _envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, _session, envelope, address, _options):  # noqa: N802
        if self.mail:
            reply = self.mail.pop(0)
            if reply == "cut":
                server.transport.abort()
            return reply
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        replies = self.rcpt.get(address)
        if replies:
            return replies.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        (address,) = envelope.rcpt_tos
        replies = self.data.get(address)
        reply = replies.pop(0) if replies else "250 2.0.0 queued"
        if reply == "drop":
            server.transport.abort()
        elif not reply.startswith("250"):
            return reply
        message_id = BytesHeaderParser().parsebytes(envelope.content)["Message-ID"]
        self.accepted.append((address, message_id, envelope.content))
        return reply


class Server(Controller):
    """A controller on a port the system chooses; its own probe knows neither that nor our TLS."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        with socket.create_connection((self.hostname, self.port)):
            pass


def serve(sink: Sink, **options: object) -> Server:
    server = Server(sink, hostname="127.0.0.1", port=0, **options)
    server.start()
    sink.port = server.port
    return server
