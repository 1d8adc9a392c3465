"""The kill drill: 300 messages to a real server, the sender killed again and again.

Nobody may be lost; a kill may double only the one message in flight, under the same Message-ID.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from broadsheet.shell.store.store import open_store
from smtp_sink import Sink

READERS = 300
KILL_AFTER = (7, 40, 61, 23, 90)  # messages accepted since the start

SENDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from broadsheet.deliver.audience import message_id
from broadsheet.model.deliveries import Delivery
from broadsheet.shell.send.courier import deliver_edition
from broadsheet.shell.send.smtp import SmtpMailer
from broadsheet.shell.store.store import open_store

def build(delivery):
    return f"Message-ID: {delivery.message_id}\\r\\n\\r\\nhello\\r\\n".encode()

addresses = [f"r{n:03}@x.example" for n in range(int(sys.argv[3]))]
audience = [
    Delivery(edition_id="e-1", address=a, message_id=message_id("e-1", a, domain="l.example"))
    for a in addresses
]
mailer = SmtpMailer("127.0.0.1", port=int(sys.argv[2]), security="none")
with open_store(Path(sys.argv[1])) as store, store.exclusive("send-e-1") as mine:
    assert mine
    deliver_edition(
        "e-1", audience, log=store.deliveries, mailer=mailer, build=build,
        sender="news@l.example", clock=lambda: datetime.now(UTC),
    )
mailer.close()
"""


def start(database: Path, sink: Sink) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, "-c", SENDER, database, str(sink.port), str(READERS)]
    return subprocess.Popen(arguments)


def wait_for(sink: Sink, count: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while len(sink.accepted) < count and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_nobody_is_lost_and_at_most_one_doubled_per_kill(sink, tmp_path):
    database = tmp_path / "broadsheet.db"
    kills = 0
    for many in KILL_AFTER:
        process = start(database, sink)
        wait_for(sink, len(sink.accepted) + many, process)
        process.kill()
        kills += process.wait() == -signal.SIGKILL
    assert kills == len(KILL_AFTER)
    assert start(database, sink).wait(120) == 0

    copies = Counter(sink.recipients())
    assert sorted(copies) == [f"r{n:03}@x.example" for n in range(READERS)]
    assert sum(copies.values()) - READERS <= kills
    ids = {(recipient, message_id) for recipient, message_id, _ in sink.accepted}
    assert len(ids) == len({message_id for _, message_id in ids}) == READERS
    with open_store(database) as store:
        tally = store.deliveries.tally("e-1")
        assert (tally.audience, tally.accepted) == (READERS, READERS)

    sent = len(sink.accepted)
    assert start(database, sink).wait(120) == 0
    assert len(sink.accepted) == sent
