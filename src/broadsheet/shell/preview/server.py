"""The preview server: one edition on the loopback address, rendered anew at every look."""

from __future__ import annotations

import asyncio
import html
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import TypeVar

from aiohttp import web

from broadsheet.errors import BroadsheetError, ConfigError
from broadsheet.shell.app.publication import Publication
from broadsheet.shell.preview.conditions import Conditions, seen

HOST = "127.0.0.1"
_Made = TypeVar("_Made")
_DESK = Path(__file__).with_name("desk.html")
_TYPES = {"email": "text/html", "text": "text/plain", "web": "text/html", "pdf": "application/pdf"}
_EXPORTS = {"email": "html"}
_GLANCE = 0.5
"""Seconds between two looks at the watched files."""
_LEAVING = 0.5
"""Seconds that open connections get when the server ends."""
_SHUT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
#: Templates are anybody's: what they write runs nothing here, and no other page can frame it.
_NO_SCRIPTS = {
    "Content-Security-Policy": "script-src 'none'; object-src 'self'; frame-ancestors 'self'"
}


class PreviewServer:
    """Shows what `publication` yields; whoever asks gets it rendered from the files of that moment.

    Args:
        name: What the page calls the edition.
        publication: Returns the edition with templates and style as they are now.
        watched: Files and folders whose change reloads the page.
    """

    def __init__(
        self, name: str, publication: Callable[[], Publication], watched: Sequence[Path]
    ) -> None:
        self._name = name
        self._publication = publication
        self._watched = tuple(watched)
        # One at a time: the print process serves one document, the database one connection.
        self._press = ThreadPoolExecutor(max_workers=1, thread_name_prefix="preview")
        self._stopping = Event()

    def run(self, port: int, *, ready: Callable[[str], None], stop: Event) -> None:
        """Serve until `stop` is set.

        Args:
            port: Where to listen; 0 is any free port.
            ready: Told the address once the server listens.
            stop: Set by whoever wants it to end.

        Raises:
            ConfigError: the port is taken or not allowed.
        """
        asyncio.run(self._serve(port, ready, stop))

    async def _serve(self, port: int, ready: Callable[[str], None], stop: Event) -> None:
        runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=_LEAVING)
        await runner.setup()
        try:
            site = web.TCPSite(runner, HOST, port)
            try:
                await site.start()
            except OSError as error:
                raise ConfigError(
                    f"cannot listen: {error.strerror}",
                    what=f"{HOST}:{port}",
                    remedy="choose another with --port; 0 takes any free one",
                ) from error
            ready(f"http://{HOST}:{runner.addresses[0][1]}/")
            await asyncio.to_thread(stop.wait)
        finally:
            self._stopping.set()
            await runner.cleanup()
            self._press.shutdown()

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[_only_here])
        application.router.add_get("/", self._desk)
        application.router.add_get("/changes", self._changes)
        application.router.add_get("/images/{name}", self._image)
        application.router.add_get("/{form:email|text|web|pdf}", self._form)
        return application

    async def _desk(self, _: web.Request) -> web.Response:
        page = _DESK.read_text(encoding="utf-8").replace("NAME", html.escape(self._name))
        return web.Response(text=page, content_type="text/html")

    async def _form(self, request: web.Request) -> web.Response:
        form = request.match_info["form"]
        try:
            content = await self._work(lambda: self._made(form))
        except BroadsheetError as error:
            return _explained(error)
        if form in {"email", "web"}:
            asked = request.query
            conditions = Conditions(
                styles=asked.get("styles") != "no",
                images=asked.get("images") != "no",
                scheme=asked.get("scheme", "light"),
            )
            content = seen(content.decode(), conditions).encode()
        charset = None if form == "pdf" else "utf-8"
        return web.Response(body=content, content_type=_TYPES[form], charset=charset)

    def _made(self, form: str) -> bytes:
        return self._publication().export(_EXPORTS.get(form, form))

    async def _image(self, request: web.Request) -> web.Response:
        rendering = await self._work(lambda: self._publication().rendering())
        image = rendering.images.get(request.match_info["name"])
        if image is None:
            raise web.HTTPNotFound
        return web.Response(body=image, content_type="image/png")

    async def _changes(self, request: web.Request) -> web.StreamResponse:
        """Send an event whenever a watched file changes, as long as somebody listens."""
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        before = self._marks()
        with suppress(ConnectionError):
            while not self._stopping.is_set():
                await asyncio.sleep(_GLANCE)
                now = self._marks()
                # A comment keeps the line open, and finds out whether anybody is there.
                await stream.write(b": here\n\n" if now == before else b"data: changed\n\n")
                before = now
        return stream

    def _marks(self) -> dict[Path, tuple[int, int]]:
        """Return the size and time of every watched file that is there."""
        marks = {}
        for place in self._watched:
            for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
                with suppress(OSError):
                    status = path.stat()
                    marks[path] = (status.st_mtime_ns, status.st_size)
        return marks

    async def _work(self, task: Callable[[], _Made]) -> _Made:
        return await asyncio.get_running_loop().run_in_executor(self._press, task)


@web.middleware
async def _only_here(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse what a foreign page asks for under a name of its own that resolves to this machine."""
    if request.host.lower().partition(":")[0] not in {HOST, "localhost"}:
        raise web.HTTPForbidden(text="the preview answers to this machine alone")
    response = await handler(request)
    if not response.prepared:
        response.headers.update(_SHUT if request.path == "/" else _SHUT | _NO_SCRIPTS)
    return response


def _explained(error: BroadsheetError) -> web.Response:
    page = (
        "<!DOCTYPE html><title>Cannot be rendered</title>"
        "<body style='font:16px/1.5 system-ui,sans-serif;margin:3rem;max-width:44rem'>"
        "<h1 style='font-size:1.25rem'>Cannot be rendered</h1>"
        f"<p style='white-space:pre-line'>{html.escape(str(error))}</p>"
        "<p>Mend the file: this page reloads by itself.</p>"
    )
    return web.Response(text=page, content_type="text/html", status=500)
