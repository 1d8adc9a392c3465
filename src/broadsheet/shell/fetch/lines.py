"""From the thread that fetches to the caller: outcomes in order, and never too many in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from threading import Condition, Lock, Thread
from typing import Any, Generic, TypeVar

from typing_extensions import override

from broadsheet.errors import FetchError
from broadsheet.model.articles import FetchResponse

Outcome = FetchResponse | FetchError
Desk = TypeVar("Desk")

WINDOW = 1_000
"""Requests begun ahead of the one whose outcome the caller waits for."""

MOST_BYTES = 16_000_000
"""Bodies kept ready for the caller; when there are more, only the one it waits for is fetched."""

_RESOLVERS = 32


class Line:
    """The outcomes of one call on their way to the caller.

    The fetching side asks for `room` before it begins; the caller takes them in order.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._ready: dict[int, Outcome] = {}
        self._bytes = 0
        self._head = 0
        self._failure: BaseException | None = None
        self._arrived = Condition()
        self._taken = asyncio.Event()

    async def window(self, index: int) -> None:
        """Wait until the caller has come close enough to an index for it to be begun."""
        while index >= self._head + WINDOW:
            await self._wait()

    async def room(self, index: int) -> None:
        """Wait until one more body may be held; at once for the one the caller waits for."""
        while not self.has_room(index):
            await self._wait()

    def has_room(self, index: int) -> bool:
        return index == self._head or self._bytes < MOST_BYTES

    def put(self, index: int, outcome: Outcome) -> None:
        with self._arrived:
            self._ready[index] = outcome
            self._bytes += _size(outcome)
            self._arrived.notify_all()

    def end(self, work: Future[None]) -> None:
        """Hand the error that ended the work, which nobody foresaw, to the caller."""
        if not work.cancelled() and work.exception() is not None:
            with self._arrived:
                self._failure = work.exception()
                self._arrived.notify_all()

    def take(self, index: int) -> Outcome:
        """Wait for an outcome and remove it."""
        with self._arrived:
            self._head = index
            self._loop.call_soon_threadsafe(self._taken.set)
            while index not in self._ready:
                if self._failure is not None:
                    raise self._failure
                self._arrived.wait()
            outcome = self._ready.pop(index)
            self._bytes -= _size(outcome)
            self._head = index + 1
            self._loop.call_soon_threadsafe(self._taken.set)
            return outcome

    async def _wait(self) -> None:
        self._taken.clear()
        await self._taken.wait()


class LoopThread(Generic[Desk]):
    """An event loop in a thread of its own, there while at least one call needs it.

    Calls that overlap share it, and with it the turns of the hosts.

    Args:
        desk: Opens what the calls work with, inside the loop.
    """

    def __init__(self, desk: Callable[[], AbstractAsyncContextManager[Desk]]) -> None:
        self._open = desk
        self._lock = Lock()
        self._users = 0
        self._thread: Thread | None = None
        self._begun: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, Desk]] = Future()

    def stream(
        self, count: int, work: Callable[[Desk, Line], Coroutine[Any, Any, None]]
    ) -> Generator[Outcome, None, None]:
        """Run work in the loop and yield the outcomes 0 ... count - 1 it puts on its line."""
        loop, desk = self._enter()
        try:
            line = Line(loop)
            future = asyncio.run_coroutine_threadsafe(work(desk, line), loop)
            future.add_done_callback(line.end)
            try:
                for index in range(count):
                    yield line.take(index)
            finally:
                future.cancel()
        finally:
            self._leave()

    def _enter(self) -> tuple[asyncio.AbstractEventLoop, Desk]:
        with self._lock:
            if self._users == 0:
                self._begun = Future()
                self._thread = Thread(
                    target=self._run, args=(self._begun,), name="fetch", daemon=True
                )
                self._thread.start()
            self._users += 1
            begun = self._begun
        try:
            loop, _, desk = begun.result()
        except BaseException:
            with self._lock:
                self._users -= 1
            raise
        return loop, desk

    def _leave(self) -> None:
        with self._lock:
            self._users -= 1
            if self._users:
                return
            loop, over, _ = self._begun.result()
            loop.call_soon_threadsafe(over.set)
            if self._thread is not None:
                self._thread.join()

    def _run(self, begun: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, Desk]]) -> None:
        async def serve() -> None:
            loop, over = asyncio.get_running_loop(), asyncio.Event()
            loop.set_default_executor(_Impatient(_RESOLVERS, thread_name_prefix="resolve"))
            async with self._open() as desk:
                begun.set_result((loop, over, desk))
                await over.wait()
                await _cancel_the_rest()

        try:
            asyncio.run(serve())
        except BaseException as error:
            if begun.done():
                raise
            begun.set_exception(error)


class _Impatient(ThreadPoolExecutor):
    """Does not wait for name servers that never answer."""

    @override
    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        super().shutdown(wait=False, cancel_futures=True)


async def _cancel_the_rest() -> None:
    """End what a caller that left early has begun, before its session is closed."""
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def _size(outcome: Outcome) -> int:
    return len(outcome.content) if isinstance(outcome, FetchResponse) else 0
