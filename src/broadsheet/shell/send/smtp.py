"""Sending over SMTP with aiosmtplib: one connection, reused; every reply kept as an outcome.

A reply is waited for as long as RFC 5321 section 4.5.3.2 asks: giving up early on the reply to the
final dot makes duplicates (RFC 1047).
"""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from enum import StrEnum
from functools import partial

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPNotSupported,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)
from typing_extensions import override

from broadsheet.deliver.replies import reply_outcome
from broadsheet.errors import SendError
from broadsheet.model.deliveries import DeliveryState, Outcome

_LOST = (SMTPServerDisconnected, SMTPTimeoutError, OSError)
_CLOSING = 421
_REFUSED = 5
_LACKING = "not supported"
_LAST_ROUNDS = 5
"""Turns the event loop needs to close the sockets of dropped connections."""


class Security(StrEnum):
    """How the connection is protected: STARTTLS after connecting, TLS from the start, or not."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class _Connection(SMTP):
    """A connection that ends at once: a plain close waits for a peer that may be gone.

    Over TLS the wait is for the peer's own goodbye; a login that fails would leave the socket open.
    """

    @override
    def close(self) -> None:
        transport = self.transport
        super().close()
        if isinstance(transport, asyncio.WriteTransport):
            transport.abort()


class SmtpMailer:
    """A `Mailer` over one SMTP connection, opened when first needed. Not for several threads.

    Args:
        host: The relay.
        port: Its port.
        security: `starttls`, `tls` or `none`.
        user: Login name; no login when empty.
        password: Its password.
        tls_context: Replaces the system's certificates, for a relay with a private authority.
        timeout: Seconds for connecting and for every reply but the last.
        final_timeout: Seconds for the reply to a whole message.
    """

    def __init__(
        self,
        host: str,
        *,
        port: int = 587,
        security: str = Security.STARTTLS,
        user: str = "",
        password: str = "",
        tls_context: ssl.SSLContext | None = None,
        timeout: float = 60,
        final_timeout: float = 600,
    ) -> None:
        mode = Security(security)
        self._where = f"{host}:{port}"
        self._final_timeout = final_timeout
        self._open = partial(
            _Connection,
            hostname=host,
            port=port,
            username=user or None,
            password=password or None,
            use_tls=mode is Security.TLS,
            start_tls=mode is Security.STARTTLS,
            tls_context=tls_context,
            timeout=timeout,
        )
        self._runner = asyncio.Runner()
        self._client: SMTP | None = None

    def send(self, message: bytes, *, sender: str, recipient: str) -> Outcome:
        return self._runner.run(self._send(message, sender, recipient))

    def close(self) -> None:
        self._runner.run(self._quit())
        self._runner.close()

    async def _send(self, message: bytes, sender: str, recipient: str) -> Outcome:
        fresh = self._client is None
        outcome = await self._attempt(message, sender, recipient)
        if outcome is None and not fresh:  # an idle connection the server had closed: once more
            outcome = await self._attempt(message, sender, recipient)
        if outcome is None:
            return reply_outcome(_CLOSING, "the connection was lost before the message was sent")
        return outcome

    async def _attempt(self, message: bytes, sender: str, recipient: str) -> Outcome | None:
        """Try once; None when the connection was lost before the message went out."""
        client = await self._connected()
        try:
            refused = await self._open_envelope(client, sender, recipient)
        except _LOST:
            self._drop()
            return None
        if refused is None:
            return await self._hand_over(client, message)
        if refused.code == _CLOSING:
            self._drop()
            return None
        await self._reset(client)
        return reply_outcome(refused.code, refused.message)

    async def _open_envelope(
        self, client: SMTP, sender: str, recipient: str
    ) -> SMTPResponseException | None:
        """Send MAIL and RCPT; return the refusal of this message, None when both were accepted.

        Raises:
            SendError: the server wants nothing from this sender; no recipient is to blame.
        """
        international = not (sender.isascii() and recipient.isascii())
        if international and not client.supports_extension("smtputf8"):
            return SMTPResponseException(550, "5.6.7 the relay lacks SMTPUTF8 for this address")
        options = ["SMTPUTF8", "BODY=8BITMIME"] if international else []
        encoding = "utf-8" if international else "ascii"
        try:
            await client.mail(sender, options=options, encoding=encoding)
        except SMTPResponseException as error:
            if error.code // 100 == _REFUSED and not international:
                raise _sender_refused(self._where, sender, error) from error
            return error
        try:
            await client.rcpt(recipient, encoding=encoding)
        except SMTPResponseException as error:
            return error
        return None

    async def _hand_over(self, client: SMTP, message: bytes) -> Outcome:
        try:
            reply = await client.data(message, timeout=self._final_timeout)
        except SMTPResponseException as error:
            await self._reset(client)
            return reply_outcome(error.code, error.message)
        except _LOST as error:
            self._drop()
            return Outcome(
                state=DeliveryState.UNKNOWN,
                reply=f"the connection was lost before the server confirmed: {error}",
            )
        return reply_outcome(reply.code, reply.message)

    async def _reset(self, client: SMTP) -> None:
        """Forget the transaction; a connection that cannot even do that is of no more use."""
        try:
            await client.rset()
        except (SMTPException, OSError):
            self._drop()

    async def _connected(self) -> SMTP:
        if self._client is not None and self._client.is_connected:
            return self._client
        self._drop()
        client = self._open()
        try:
            await client.connect()
            if client.is_ehlo_or_helo_needed:  # with neither TLS nor login, nothing was asked yet
                await client.ehlo()
        except (SMTPException, OSError, ValueError) as error:
            client.close()
            raise _refusal(self._where, error) from error
        self._client = client
        return client

    def _drop(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    async def _quit(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            with suppress(SMTPException, OSError):
                await client.quit()
            client.close()
        for _ in range(_LAST_ROUNDS):
            await asyncio.sleep(0)


def _sender_refused(where: str, sender: str, error: SMTPResponseException) -> SendError:
    return SendError(
        f"the mail server refuses the sender {sender}: {error.code} {error.message}",
        what=where,
        remedy="check the sender address and the SMTP login",
    )


def _refusal(where: str, error: Exception) -> SendError:
    if isinstance(error, SMTPAuthenticationError):
        return SendError(
            f"the mail server refused the login: {error.code} {error.message}",
            what=where,
            remedy="check the SMTP user name and password",
        )
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return SendError(
            f"no secure connection to the mail server: {error}",
            what=where,
            remedy="check the SMTP encryption setting and the server's certificate",
        )
    if isinstance(error, SMTPNotSupported) or _LACKING in str(error):
        return SendError(
            f"the mail server does not offer what is asked of it: {error}",
            what=where,
            remedy="check the SMTP encryption and login settings",
        )
    return SendError(
        f"the mail server cannot be reached: {error}",
        what=where,
        remedy="check the SMTP host, port and encryption, and the network",
    )
