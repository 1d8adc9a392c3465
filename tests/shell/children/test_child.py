"""A limited child process: what it does, and what becomes of those it is lost for."""

from __future__ import annotations

import os
import signal
import time

import pytest

from broadsheet.errors import WorkerLost
from broadsheet.shell.children.child import Child

MEMORY = 512 * 1024**2


def clerk(materials):
    """Make a worker for these tests; it runs in the child."""

    def work(job):
        what, amount = job
        if what == "add":
            return materials + amount
        if what == "sleep":
            time.sleep(amount)
        if what == "spin":
            while True:
                pass
        if what == "eat":
            return len(bytearray(amount))
        if what == "die":
            os._exit(amount)
        return None

    return work


@pytest.fixture
def child():
    made = Child("clerk", clerk, materials=lambda: 40, timeout=2, memory=MEMORY)
    yield made
    made.close()


def test_jobs_are_done_by_one_process(child):
    assert child.pid is None
    assert child.ask(("add", 2)) == 42
    first = child.pid
    assert child.ask(("add", 3)) == 43
    assert child.pid == first


@pytest.mark.parametrize("job", [("sleep", 60), ("spin", 0)])
def test_a_job_that_hangs_is_given_up_and_the_next_one_done(child, job):
    child.ask(("add", 0))
    with pytest.raises(WorkerLost, match=r"2 seconds|ended unexpectedly"):
        child.ask(job)
    assert child.ask(("add", 1)) == 41


def test_a_crash_is_told_with_its_code(child):
    with pytest.raises(WorkerLost, match=r"exit code 7") as caught:
        child.ask(("die", 7))
    assert not caught.value.late
    child.ask(("add", 0))
    os.kill(child.pid, signal.SIGKILL)
    with pytest.raises(WorkerLost, match=r"exit code -9"):
        child.ask(("add", 1))
    assert child.ask(("add", 1)) == 41


def test_memory_is_limited(child):
    with pytest.raises(WorkerLost, match="exit code 1"):
        child.ask(("eat", 2 * MEMORY))
    assert child.ask(("eat", 1024)) == 1024


def test_a_child_is_replaced_after_its_share():
    child = Child("clerk", clerk, materials=lambda: 0, timeout=5, memory=MEMORY, jobs=2)
    try:
        pids = []
        for _ in range(4):
            child.ask(("add", 0))
            pids.append(child.pid)
    finally:
        child.close()
    assert pids[0] == pids[1] != pids[2] == pids[3]
