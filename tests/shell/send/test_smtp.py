"""Sending to a real SMTP server, faults included."""

from __future__ import annotations

import socket

import pytest

from broadsheet.errors import SendError
from broadsheet.model.deliveries import DeliveryState
from broadsheet.shell.send.smtp import SmtpMailer
from smtp_sink import Sink

MESSAGE = (
    b"From: news@x.example\r\nTo: a@x.example\r\nMessage-ID: <1@x.example>\r\n\r\n"
    b".starts with a dot\r\n" + b"y" * 900 + b"\r\n"
)


@pytest.fixture
def mailer(sink):
    mailer = SmtpMailer("127.0.0.1", port=sink.port, security="none", timeout=5, final_timeout=5)
    yield mailer
    mailer.close()


def send(mailer, recipient: str = "a@x.example", message: bytes = MESSAGE):
    return mailer.send(message, sender="news@x.example", recipient=recipient)


def test_an_accepted_message_arrives_byte_for_byte(mailer, sink):
    outcome = send(mailer)
    assert (outcome.state, outcome.reply) == (DeliveryState.ACCEPTED, "250 2.0.0 queued")
    ((recipient, message_id, content),) = sink.accepted
    assert (recipient, message_id, content) == ("a@x.example", "<1@x.example>", MESSAGE)


def test_one_connection_serves_many_messages(mailer, sink):
    for number in range(5):
        assert send(mailer, f"r{number}@x.example").state is DeliveryState.ACCEPTED
    assert sink.connections == 1


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        ("451 4.7.1 greylisted", DeliveryState.DEFERRED),
        ("452 4.2.2 full", DeliveryState.DEFERRED),
        ("550 5.1.1 no such user", DeliveryState.FAILED),
        ("552 5.2.2 full", DeliveryState.FAILED),
    ],
)
@pytest.mark.parametrize("phase", ["rcpt", "data"])
def test_a_refusal_is_an_outcome_with_the_servers_words(mailer, sink, phase, reply, state):
    getattr(sink, phase)["a@x.example"] = [reply]
    outcome = send(mailer)
    assert (outcome.state, outcome.reply) == (state, reply)
    assert send(mailer, "b@x.example").state is DeliveryState.ACCEPTED
    assert sink.recipients() == ["b@x.example"]
    assert sink.connections == 1


def test_a_line_cut_after_the_message_leaves_it_uncertain(mailer, sink):
    sink.data["a@x.example"] = ["drop"]
    outcome = send(mailer)
    assert outcome.state is DeliveryState.UNKNOWN
    assert "before the server confirmed" in outcome.reply
    assert send(mailer, "b@x.example").state is DeliveryState.ACCEPTED
    assert sink.connections == 2


def test_an_idle_connection_the_server_has_closed_is_opened_again(mailer, sink):
    send(mailer)
    sink.mail = ["cut"]
    assert send(mailer, "b@x.example").state is DeliveryState.ACCEPTED
    sink.mail = ["421 4.3.2 going away"]
    assert send(mailer, "c@x.example").state is DeliveryState.ACCEPTED
    assert sink.connections == 3


def test_a_server_that_keeps_hanging_up_defers_the_message(mailer, sink):
    sink.mail = ["cut", "cut", "cut"]
    outcome = send(mailer)
    assert outcome.state is DeliveryState.DEFERRED
    assert "lost before the message was sent" in outcome.reply
    assert sink.accepted == []


def test_a_refused_sender_is_nobodys_bounce(mailer, sink):
    sink.mail = ["550 5.7.1 not your domain"]
    with pytest.raises(SendError, match=r"refuses the sender news@x\.example.*not your domain"):
        send(mailer)


def test_a_sender_refused_for_now_defers(mailer, sink):
    sink.mail = ["451 4.7.1 slow down"]
    assert send(mailer).state is DeliveryState.DEFERRED


def test_an_international_address_goes_out_with_smtputf8(mailer, sink):
    outcome = send(mailer, "jürgen@bücher.example", MESSAGE.replace(b"To: a", "To: ü".encode()))
    assert outcome.state is DeliveryState.ACCEPTED
    assert sink.recipients() == ["jürgen@bücher.example"]


def test_an_international_address_fails_where_the_relay_cannot(start_server):
    sink = Sink()
    start_server(sink, enable_SMTPUTF8=False)
    mailer = SmtpMailer("127.0.0.1", port=sink.port, security="none")
    outcome = send(mailer, "jürgen@x.example")
    mailer.close()
    assert outcome.state is DeliveryState.FAILED
    assert "SMTPUTF8" in outcome.reply


def test_nobody_listening_means_no_message_can_be_sent():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    mailer = SmtpMailer("127.0.0.1", port=port, security="none", timeout=5)
    with pytest.raises(
        SendError, match=rf"127\.0\.0\.1:{port}: .*cannot be reached.*check the SMTP"
    ):
        send(mailer)
    mailer.close()


def test_a_server_that_says_nothing_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        mailer = SmtpMailer("127.0.0.1", port=port, security="none", timeout=0.3)
        with pytest.raises(SendError, match="cannot be reached"):
            send(mailer)
        mailer.close()


def test_starttls_and_login(secure_sink, client_tls):
    mailer = SmtpMailer(
        "127.0.0.1", port=secure_sink.port, user="ann", password="s3cret", tls_context=client_tls
    )
    assert send(mailer).state is DeliveryState.ACCEPTED
    mailer.close()
    assert secure_sink.recipients() == ["a@x.example"]


def test_a_wrong_password_is_said_to_be_wrong(secure_sink, client_tls):
    mailer = SmtpMailer(
        "127.0.0.1", port=secure_sink.port, user="ann", password="wrong", tls_context=client_tls
    )
    with pytest.raises(SendError, match=r"refused the login.*check the SMTP user name") as caught:
        send(mailer)
    mailer.close()
    assert "wrong" not in str(caught.value)


def test_a_certificate_nobody_vouches_for_is_refused(secure_sink):
    mailer = SmtpMailer("127.0.0.1", port=secure_sink.port, user="ann", password="s3cret")
    with pytest.raises(SendError, match=r"no secure connection.*certificate"):
        send(mailer)
    mailer.close()


def test_starttls_asked_of_a_server_without_it(sink):
    mailer = SmtpMailer("127.0.0.1", port=sink.port, security="starttls")
    with pytest.raises(SendError, match="does not offer what is asked of it"):
        send(mailer)
    mailer.close()
    assert sink.accepted == []


def test_tls_from_the_start(start_server, server_tls, client_tls):
    sink = Sink()
    start_server(sink, ssl_context=server_tls)
    mailer = SmtpMailer("127.0.0.1", port=sink.port, security="tls", tls_context=client_tls)
    assert send(mailer).state is DeliveryState.ACCEPTED
    mailer.close()


def test_the_mailer_can_be_closed_unused_and_after_the_server_went_away(start_server):
    SmtpMailer("127.0.0.1", port=1).close()
    sink = Sink()
    server = start_server(sink)
    mailer = SmtpMailer("127.0.0.1", port=sink.port, security="none", timeout=5)
    send(mailer)
    server.stop()
    mailer.close()
    assert len(sink.accepted) == 1
