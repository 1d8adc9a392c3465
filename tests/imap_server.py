"""Real IMAP servers for tests: Dovecot on loopback, and one that answers by a script."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

DOVECOT = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/log
ssl = required
ssl_cert = <{certificate}
ssl_key = <{key}
mail_location = maildir:{root}/mail/%u
first_valid_uid = 0
auth_mechanisms = plain oauthbearer xoauth2
auth_failure_delay = 0
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
mail_access_groups =
passdb {{
  driver = static
  mechanisms = plain
  args = password=flut
}}
passdb {{
  driver = oauth2
  mechanisms = oauthbearer xoauth2
  args = {root}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={root}/mail/%u allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service auth {{
  chroot =
}}
"""


_OAUTH = """
introspection_mode = post
introspection_url = http://127.0.0.1:{port}/
username_attribute = username
active_attribute = active
active_value = true
"""
#: A token the server accepts is this and the user's name.
TOKEN = "ebb-and-flow-"


class _Introspection(BaseHTTPRequestHandler):
    """Says whose a token is (RFC 7662)."""

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        token = form["token"][0]
        known = token.startswith(TOKEN)
        body = json.dumps({"active": known, "username": token.removeprefix(TOKEN)}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def _introspection() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Introspection) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()
            thread.join(timeout=20)


@contextlib.contextmanager
def dovecot(certificate: Path, key: Path) -> Iterator[tuple[int, Path]]:
    """Run Dovecot, which takes passwords and tokens; yield its port and the folder of its mail."""
    with _introspection() as authority:
        yield from _run(certificate, key, authority)


def _run(certificate: Path, key: Path, authority: int) -> Iterator[tuple[int, Path]]:
    import grp
    import pwd

    assert DOVECOT
    root = Path(tempfile.mkdtemp(prefix="dovecot-"))
    root.chmod(0o755)
    user = "nobody" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    entry = pwd.getpwnam(user)
    port = _free_port()
    (root / "mail").mkdir()
    os.chown(root / "mail", entry.pw_uid, entry.pw_gid)
    config = root / "dovecot.conf"
    config.write_text(
        _CONFIG.format(
            root=root,
            port=port,
            certificate=certificate,
            key=key,
            user=user,
            group=grp.getgrgid(entry.pw_gid).gr_name,
        )
    )
    (root / "oauth2.conf").write_text(_OAUTH.format(port=authority))
    process = subprocess.Popen([DOVECOT, "-F", "-c", str(config)])
    try:
        _wait_for(port, process, root / "log")
        yield port, root / "mail"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
        shutil.rmtree(root, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"Dovecot does not start: {log.read_text() if log.exists() else ''}")


class ScriptedServer:
    """Accepts TLS connections one after another and hands each to a script."""

    def __init__(
        self, certificate: Path, key: Path, script: Callable[[ssl.SSLSocket], None]
    ) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate, key)
        self._script = script
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            with plain, contextlib.suppress(OSError, ValueError):
                plain.settimeout(10)
                with self._context.wrap_socket(plain, server_side=True) as connection:
                    self._script(connection)

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=20)


def answers(*replies: tuple[str, bytes]) -> Callable[[ssl.SSLSocket], None]:
    """Return a script that greets, then answers each command by the first reply whose words occur.

    `TAG` in a reply stands for the command's tag. What nothing is said about is OK.
    """

    def script(connection: ssl.SSLSocket) -> None:
        connection.sendall(b"* OK [CAPABILITY IMAP4rev1] ready\r\n")
        with connection.makefile("rb") as lines:
            for line in lines:
                tag = line.split(b" ", 1)[0]
                found = (reply for words, reply in replies if words.encode() in line)
                connection.sendall(next(found, b"TAG OK done\r\n").replace(b"TAG", tag))

    return script
