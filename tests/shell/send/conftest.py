"""SMTP servers for the tests of sending."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from certificates import make_certificate
from smtp_sink import Server, Sink, serve


@pytest.fixture
def start_server() -> Iterator[Callable[..., Server]]:
    """Start servers with options of their own; they end with the test."""
    servers: list[Server] = []

    def start(sink: Sink, **options: object) -> Server:
        servers.append(serve(sink, **options))
        return servers[-1]

    yield start
    for server in servers:
        if server.server is not None:
            server.stop()


@pytest.fixture
def sink() -> Iterator[Sink]:
    sink = Sink()
    controller = serve(sink, enable_SMTPUTF8=True)
    yield sink
    controller.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1, signed by itself; one file with its key."""
    folder = tmp_path_factory.mktemp("tls")
    cert, key = make_certificate(folder)
    both = folder / "both.pem"
    both.write_bytes(key.read_bytes() + cert.read_bytes())
    return both


@pytest.fixture
def server_tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def client_tls(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate)


def check_login(server, session, envelope, mechanism, data) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"ann", b"s3cret")
    return AuthResult(success=good, handled=False)


@pytest.fixture
def secure_sink(server_tls: ssl.SSLContext) -> Iterator[Sink]:
    """STARTTLS and a login are required."""
    sink = Sink()
    controller = serve(
        sink,
        tls_context=server_tls,
        require_starttls=True,
        auth_required=True,
        authenticator=check_login,
    )
    yield sink
    controller.stop()
