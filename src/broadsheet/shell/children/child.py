"""One warm child process: a crash, a hang or a greedy job costs that job and nothing else."""

from __future__ import annotations

import math
import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from broadsheet.errors import WorkerLost
from broadsheet.shell.children.service import Setup, serve

#: A child is replaced after this many jobs: the memory of big libraries grows slowly.
JOBS_PER_CHILD = 50
#: Loading a big library on a slow machine takes seconds before the first job is begun.
_START_SECONDS = 30.0


class Child:
    """Asks one child process to do jobs of one kind. It is started when first asked.

    Args:
        name: Of the process, for the system's list.
        setup: A module's function that, in the child, makes the worker of its materials.
        materials: Called at each start; what it returns is handed to `setup`.
        timeout: Most seconds for one job, by the clock and of processor time.
        memory: Most bytes of address space.
        jobs: After so many the child is replaced.
    """

    def __init__(
        self,
        name: str,
        setup: Setup,
        *,
        materials: Callable[[], object],
        timeout: float,
        memory: int,
        jobs: int = JOBS_PER_CHILD,
    ) -> None:
        self._name = name
        self._setup = setup
        self._materials = materials
        self._timeout = timeout
        self._memory = memory
        self._jobs = jobs
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._done = 0

    @property
    def pid(self) -> int | None:
        """The process's number, None when there is none."""
        return self._process.pid if self._process else None

    def ask(self, job: object) -> Any:
        """Return the child's reply to a job.

        Raises:
            WorkerLost: the child ended, or was ended because it took too long. The next job gets
                another child.
        """
        fresh = self._pipe is None or self._done >= self._jobs
        materials = self._materials() if fresh else None
        pipe = self._start() if fresh or self._pipe is None else self._pipe
        self._done += 1
        try:
            if fresh:
                # Not as an argument of the process: the system would wait for ever to hand over
                # megabytes to a child that died while starting.
                pipe.send(materials)
            pipe.send(job)
            if not pipe.poll(self._timeout + (_START_SECONDS if fresh else 0.0)):
                self._end(patience=0.0)
                raise WorkerLost(f"no answer within {self._timeout:g} seconds", late=True)
            return pipe.recv()
        except (EOFError, OSError) as error:
            code = self._exit_code()
            self.close()
            if code == -signal.SIGXCPU:
                reason = f"took more than {self._timeout:g} seconds of processor time"
                raise WorkerLost(reason, late=True) from error
            raise WorkerLost(f"ended unexpectedly (exit code {code})") from error

    def close(self) -> None:
        """End the child. The next job starts another."""
        self._end(patience=5.0)

    def _end(self, *, patience: float) -> None:
        """Let the child leave by itself for so many seconds, then end it."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.join(timeout=patience)
            self._process.kill()
            self._process.join()
            self._process.close()
        self._pipe = self._process = None
        self._done = 0

    def _start(self) -> Connection:
        self.close()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(
            target=serve,
            args=(theirs, self._setup, self._memory, math.ceil(self._timeout)),
            name=self._name,
            daemon=True,
        )
        self._process.start()
        theirs.close()
        self._pipe = ours
        return ours

    def _exit_code(self) -> int | None:
        if self._process is None:
            return None
        self._process.join(timeout=5.0)
        return self._process.exitcode
