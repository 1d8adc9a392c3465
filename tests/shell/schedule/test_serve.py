"""The service as a process: it starts, runs, stops on a signal, and shares its work."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

from broadsheet.errors import StoreError
from broadsheet.model.briefings import Briefing, Schedule
from broadsheet.model.runs import Run, RunState
from broadsheet.shell.schedule.desk import Desk
from broadsheet.shell.schedule.serve import run_forever
from broadsheet.shell.store.store import open_store
from broadsheet.testing import MemoryRuns

SERVICE = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from broadsheet.model.briefings import Briefing, CatchUp, Schedule
from broadsheet.model.runs import Run, RunState
from broadsheet.shell.schedule.desk import Desk
from broadsheet.shell.schedule.serve import run_forever, stop_on_signals
from broadsheet.shell.store.store import open_store

database, journal, takes, grace = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
schedule = Schedule(cron="* * * * * *", catch_up=CatchUp.ALL)
briefings = [Briefing(slug=s, title=s, sources=(), schedule=schedule) for s in ("a", "b")]

def note(line):
    with journal.open("a") as file:
        file.write(line + "\\n")

def job(briefing, slot):
    note(f"start {briefing.slug} {slot:%FT%T}")
    time.sleep(float(takes))
    note(f"end {briefing.slug} {slot:%FT%T}")
    return Run(briefing=briefing.slug, scheduled_for=slot, state=RunState.DONE)

stop = Event()
stop_on_signals(stop)
with open_store(database) as store:
    desk = Desk(
        job=job, runs=store.runs, clock=lambda: datetime.now(UTC), stop=stop, lock=store.exclusive
    )
    clean = run_forever(briefings, desk, grace=float(grace), heartbeat=0.2)
note("clean" if clean else "abandoned")
"""


def start(tmp_path: Path, *, takes: float = 0, grace: float = 30) -> subprocess.Popen[bytes]:
    arguments = [tmp_path / "db", tmp_path / "journal", str(takes), str(grace)]
    return subprocess.Popen(
        [sys.executable, "-c", SERVICE, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )  # fmt: skip


def lines(tmp_path: Path) -> list[str]:
    journal = tmp_path / "journal"
    return journal.read_text().splitlines() if journal.exists() else []


def wait_until(tmp_path: Path, word: str, count: int = 1) -> None:
    deadline = time.monotonic() + 30
    while sum(line.startswith(word) for line in lines(tmp_path)) < count:
        assert time.monotonic() < deadline, lines(tmp_path)
        time.sleep(0.02)


def test_it_runs_every_slot_and_stops_cleanly_on_sigterm(tmp_path):
    service = start(tmp_path)
    wait_until(tmp_path, "end a", 2)
    service.send_signal(signal.SIGTERM)
    assert service.wait(15) == 0
    assert lines(tmp_path)[-1] == "clean"
    with open_store(tmp_path / "db") as store:
        states = {run.state for run in store.runs.runs()}
    assert RunState.DONE in states
    # Skipped: where the schedule began. Queued: a slot of the last second, left for the next start.
    assert states <= {RunState.DONE, RunState.SKIPPED, RunState.QUEUED}


def test_the_run_in_progress_is_finished_before_it_stops(tmp_path):
    service = start(tmp_path, takes=1)
    wait_until(tmp_path, "start")
    service.send_signal(signal.SIGTERM)
    assert service.wait(15) == 0
    started, ended, last = lines(tmp_path)
    assert ended == started.replace("start", "end")
    assert last == "clean"


def test_a_run_that_takes_too_long_is_left_for_the_next_start(tmp_path):
    service = start(tmp_path, takes=60, grace=0.3)
    wait_until(tmp_path, "start")
    service.send_signal(signal.SIGTERM)
    assert service.wait(15) == 0
    assert lines(tmp_path)[-1] == "abandoned"
    with open_store(tmp_path / "db") as store:
        assert RunState.RUNNING in {run.state for run in store.runs.runs()}


def test_a_second_signal_ends_it_on_the_spot(tmp_path):
    service = start(tmp_path, takes=60)
    wait_until(tmp_path, "start")
    service.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    assert service.poll() is None
    service.send_signal(signal.SIGTERM)
    assert service.wait(15) == 128 + signal.SIGTERM


def test_a_killed_run_is_run_again_by_the_next_start(tmp_path):
    service = start(tmp_path, takes=60)
    wait_until(tmp_path, "start")
    service.kill()
    service.wait()
    (first,) = lines(tmp_path)
    service = start(tmp_path)
    wait_until(tmp_path, "end")
    service.send_signal(signal.SIGTERM)
    service.wait(15)
    assert first in lines(tmp_path)[1:]


def test_two_services_on_one_database_run_each_slot_once(tmp_path):
    services = [start(tmp_path), start(tmp_path)]
    wait_until(tmp_path, "end a", 4)
    for service in services:
        service.send_signal(signal.SIGTERM)
    assert [service.wait(15) for service in services] == [0, 0]
    runs = Counter(line for line in lines(tmp_path) if line.startswith("start"))
    assert set(runs.values()) == {1}


# --- In this process ---------------------------------------------------------------------------


def serve_here(job, *, runs=None, idle=None, seconds: float = 1.6) -> bool:
    """Serve a per-second briefing for a while."""
    stop = Event()
    every_second = Briefing(slug="a", title="a", sources=(), schedule=Schedule(cron="* * * * * *"))
    unscheduled = Briefing(slug="b", title="b", sources=())
    desk = Desk(job=job, runs=runs or MemoryRuns(), clock=lambda: datetime.now(UTC), stop=stop)
    ended: list[bool] = []
    service = Thread(
        target=lambda: ended.append(
            run_forever([every_second, unscheduled], desk, idle=idle, heartbeat=0.1)
        )
    )
    service.start()
    stop.wait(seconds)
    stop.set()
    service.join(15)
    return ended == [True]


def done(briefing: Briefing, slot: datetime) -> Run:
    return Run(briefing=briefing.slug, scheduled_for=slot, state=RunState.DONE)


def test_idle_work_is_done_between_runs_and_its_errors_end_nothing():
    calls: list[int] = []

    def idle() -> None:
        calls.append(1)
        raise StoreError("full disk") if len(calls) % 2 else ValueError("a bug")

    runs = MemoryRuns()
    assert serve_here(done, runs=runs, idle=idle)
    assert len(calls) > 2
    assert RunState.DONE in {run.state for run in runs.runs("a")}


def test_a_record_that_refuses_for_a_while_is_asked_again():
    class Failing(MemoryRuns):
        calls = 0

        def open(self, run: Run) -> bool:
            self.calls += 1
            if self.calls <= 2:
                raise StoreError("the disk is full") if self.calls == 1 else ValueError("a bug")
            return super().open(run)

    runs = Failing()
    assert serve_here(done, runs=runs)
    assert RunState.DONE in {run.state for run in runs.runs("a")}
