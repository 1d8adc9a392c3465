"""The composition root: builds the program over a workspace and runs the journey with real parts.

The only place that reads the clock and knows which adapter stands behind which port.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from broadsheet.errors import NotFound, NothingToPublish, PrintError, SourceError
from broadsheet.model.articles import Article
from broadsheet.model.briefings import Briefing, Otherwise, Output
from broadsheet.model.deliveries import SubscriptionState, Tally
from broadsheet.model.editions import Edition
from broadsheet.pipeline import (
    Examination,
    Gathered,
    Report,
    analyse_articles,
    examine_locations,
    read_location,
)
from broadsheet.shell.app.archive import keep_archive, readable
from broadsheet.shell.app.building import build
from broadsheet.shell.app.collecting import collect
from broadsheet.shell.app.linting import SUPPORT_FILE, Linter
from broadsheet.shell.app.posting import notify_owner, send_edition
from broadsheet.shell.app.publication import Publication
from broadsheet.shell.app.styling import logo_or_none
from broadsheet.shell.app.subscribers import (
    ImportReport,
    import_subscribers,
    normalise_address,
)
from broadsheet.shell.config.briefings import load_briefing
from broadsheet.shell.config.settings import Settings, load_settings
from broadsheet.shell.config.templates import load_templates, with_set
from broadsheet.shell.config.workspace import Workspace, find_workspace
from broadsheet.shell.logs import configure_logs, logger
from broadsheet.shell.rendering.renderers import DirectRenderer, FencedRenderer, Renderer
from broadsheet.shell.store.output import edition_folder, write_edition, write_file

if TYPE_CHECKING:
    from broadsheet.shell.fetch.workspace import WorkspaceFetcher
    from broadsheet.shell.pdf.printer import WeasyPrinter
    from broadsheet.shell.pictures.logos import LogoReader
    from broadsheet.shell.reading.readers import FencedReader
    from broadsheet.shell.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutcome:
    """What a run did."""

    edition: Edition
    folder: Path
    gathered: Gathered
    tally: Tally | None


def say_nothing(what: str, done: int, total: int) -> None:
    """Report to nobody."""


def utc_now() -> datetime:
    """Read the clock; the program does so nowhere else."""
    return datetime.now(UTC)


class App:
    """The program over one workspace. Parts are built when first needed.

    Args:
        workspace: Where briefings, templates, state and output are.
        settings: What differs between machines.
        clock: Tells the time; tests pass their own.
    """

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        *,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.workspace = workspace
        self.settings = settings
        self.now = clock
        #: When set, work in hundreds of pieces ends after the piece in hand.
        self.stop = Event()

    @classmethod
    def open(cls, start: Path, *, log_level: str = "warning") -> App:
        """Assemble the program over the workspace at or above a folder.

        Args:
            start: Where to look for the workspace.
            log_level: How much to log when the settings do not say.

        Raises:
            ConfigError: there is no workspace, or a setting is wrong.
        """
        workspace = find_workspace(start)
        settings = load_settings(workspace.root)
        configure_logs(settings.log_level or log_level, settings.log_format)
        return cls(workspace, settings)

    def close(self) -> None:
        """End the child processes and close the database, where they were used."""
        for part in ("printer", "reader", "renderer", "logos", "store"):
            if part in self.__dict__:
                self.__dict__[part].close()

    # --- Parts ---------------------------------------------------------------------------------

    @cached_property
    def store(self) -> Store:
        """The store, its schema brought up to date."""
        from broadsheet.shell.store.store import open_store

        return open_store(self.workspace.root / self.settings.database)

    @cached_property
    def fetcher(self) -> WorkspaceFetcher:
        """Fetches from the web and from the workspace's files."""
        return self._fetcher_of(self.workspace.root)

    def _fetcher_of(self, root: Path) -> WorkspaceFetcher:
        from broadsheet.shell.app.fetching import make_fetcher

        return make_fetcher(root, self.settings, clock=self.now)

    @cached_property
    def printer(self) -> WeasyPrinter:
        """Prints PDF in a child process."""
        from broadsheet.shell.pdf.printer import WeasyPrinter

        return WeasyPrinter(timeout=self.settings.pdf_timeout)

    @cached_property
    def reader(self) -> FencedReader:
        """Reads what is fetched, big documents in child processes."""
        from broadsheet.shell.reading.readers import FencedReader

        return FencedReader()

    @cached_property
    def logos(self) -> LogoReader:
        """Decodes the pictures of mastheads."""
        from broadsheet.shell.pictures.logos import LogoReader

        return LogoReader(self.workspace.root)

    @cached_property
    def linter(self) -> Linter:
        """Checks mails and PDFs before readers get them."""
        return Linter(self.workspace.root / SUPPORT_FILE, today=lambda: self.now().date())

    @cached_property
    def renderer(self) -> Renderer:
        """Fills in templates; the workspace's own where they can do no harm."""
        return DirectRenderer() if self.templates == load_templates() else FencedRenderer()

    @cached_property
    def templates(self) -> dict[str, str]:
        """Our templates, overridden file by file by the workspace's."""
        return load_templates(self.workspace.templates)

    def briefing(self, name: str) -> Briefing:
        """Return a briefing by name or file. Raises NotFound, ConfigError."""
        file = self.workspace.briefing_file(name)
        return load_briefing(file, self.workspace, os.environ)

    def briefings(self) -> list[Briefing]:
        """Return every briefing of the workspace. Raises ConfigError for the first wrong one."""
        return [self.briefing(str(path)) for path in self.workspace.briefing_files()]

    def edition(self, reference: str) -> Edition:
        """Return an edition by id, `briefing/number` or `briefing/latest`. Raises NotFound."""
        return self.store.editions.get(reference)

    # --- The journey ---------------------------------------------------------------------------

    def collect(self, briefing: Briefing, *, now: datetime, report: Report) -> Gathered:
        """Fetch and read a briefing's sources into the store."""
        return collect(
            briefing,
            fetcher=self.fetcher,
            reader=self.reader,
            store=self.store,
            now=now,
            report=report,
        )

    def build(
        self, briefing: Briefing, *, now: datetime, gathered: Gathered | None = None
    ) -> Edition:
        """Build, freeze and store the edition of a briefing from the articles on record.

        Raises:
            NothingToPublish: there are too few stories.
            EditionHeld: a check held it.
            StoreError: the edition of this slot was already sent and would now differ.
        """
        return build(briefing, store=self.store, now=now, gathered=gathered)

    def run(
        self, briefing: Briefing, *, now: datetime, deliver: bool, report: Report
    ) -> RunOutcome:
        """Do the whole job: collect, build, write, deliver.

        A slot whose edition the first readers have got already is not made anew: the others get
        the same one, whatever was published since.

        Raises:
            NothingToPublish: there are too few stories; the owner has been told.
        """
        begun = self._begun(briefing, now) if deliver else None
        if begun is not None:
            return RunOutcome(
                edition=begun,
                folder=self.folder(begun),
                gathered=Gathered(),
                tally=self.send(begun, briefing, report=report),
            )
        gathered = self.collect(briefing, now=now, report=report)
        try:
            edition = self.build(briefing, now=now, gathered=gathered)
        except NothingToPublish as error:
            if briefing.empty.otherwise is Otherwise.NOTIFY_OWNER:
                output = self.workspace.root / self.settings.output
                notify_owner(briefing, str(error), settings=self.settings, output=output, now=now)
            raise
        folder = self.write(edition, briefing, report=report)
        tally = self.send(edition, briefing, report=report) if deliver else None
        return RunOutcome(edition=edition, folder=folder, gathered=gathered, tally=tally)

    def _begun(self, briefing: Briefing, now: datetime) -> Edition | None:
        """Return the slot's edition if its audience is frozen already."""
        number = self.store.editions.number_for(briefing.slug, now)
        try:
            edition = self.store.editions.get(f"{briefing.slug}/{number}")
        except NotFound:
            return None
        return edition if self.store.deliveries.tally(edition.id).audience else None

    # --- Publishing ----------------------------------------------------------------------------

    def folder(self, edition: Edition) -> Path:
        """Return where an edition's files are: `output/<briefing>/<day>-no<number>/`."""
        return (
            self.workspace.root / self.settings.output / edition.briefing / edition_folder(edition)
        )

    def publication(self, edition: Edition, briefing: Briefing) -> Publication:
        """Return the means to render an edition for its briefing."""
        return Publication(
            edition=edition,
            briefing=briefing,
            templates=with_set(self.templates, briefing.style.template),
            renderer=self.renderer,
            printer=self.printer,
            sender=self.settings.sender,
            base_url=self.settings.base_url,
            logo=logo_or_none(briefing, self.logos),
        )

    def write(self, edition: Edition, briefing: Briefing, *, report: Report = say_nothing) -> Path:
        """Render an edition and write its files, whole or not at all; return the folder.

        A PDF that cannot be printed is reported and left out; the other outputs are written.

        Raises:
            RenderError: a template fails.
            StoreError: the output folder cannot be written.
        """
        publication = self.publication(edition, briefing)
        report("outputs written", 0, 1)
        rendering = publication.rendering()
        pdf = None
        if Output.PDF in briefing.outputs:
            try:
                pdf = self.printer.print(rendering)
            except PrintError as error:
                logger().error("no PDF", edition=edition.id, error=str(error))
            for complaint in self.printer.complaints:
                logger().warning("PDF", edition=edition.id, complaint=complaint)
        folder = self.folder(edition)
        write_edition(folder, publication.files(rendering, pdf))
        keep_archive(
            self.workspace.root / self.settings.output,
            readable(self.workspace.briefing_files(), self.briefing),
            self.store.editions.ids,
            self.store.editions.get,
            self.templates,
            renderer=self.renderer,
            base_url=self.settings.base_url,
        )
        report("outputs written", 1, 1)
        return folder

    def export(self, edition: Edition, form: str, *, draft: bool = False) -> bytes:
        """Return one form of an edition: pdf, html, text, web, eml or json.

        Args:
            edition: Which.
            form: Its form.
            draft: Make the PDF in less time, for proofreading: no tags, no attached figures, no
                page numbers in the contents, and a word on every page that says so.

        Raises:
            RenderError, PrintError: it cannot be made.
        """
        publication = self.publication(edition, self.briefing(edition.briefing))
        return publication.export(form, draft=draft)

    def send(
        self, edition: Edition, briefing: Briefing | None = None, *, report: Report = say_nothing
    ) -> Tally:
        """Deliver an edition to its briefing's lists; nobody who has it gets it again.

        Raises:
            SendError: no message can be sent at all.
            ConfigError: links are switched on without a secret, or the sender is no address.
            EditionHeld: the linter found faults of the level the briefing names.
        """
        briefing = briefing or self.briefing(edition.briefing)
        with self.store.exclusive(f"send-{edition.id}", wait=True):
            publication = self.publication(edition, briefing)
            self.linter.gate(publication)
            return send_edition(
                publication,
                audience=self.store.audience,
                log=self.store.deliveries,
                settings=self.settings,
                outbox=self.folder(edition) / "outbox",
                clock=self.now,
                report=report,
                stop=self.stop,
            )

    # --- Single tasks --------------------------------------------------------------------------

    def examine(self, locations: Sequence[str]) -> tuple[list[Examination], list[SourceError]]:
        """Read feeds, pages or files by URL or path; return how each was read, and what failed."""
        is_new = not (self.workspace.root / self.settings.database).exists()
        return examine_locations(
            map(self._found, locations),
            reader=self.reader,
            now=self.now(),
            memory=None if is_new else self.store.traces,
        )

    def _found(self, location: str) -> tuple[str, WorkspaceFetcher]:
        if location.startswith(("http://", "https://")):
            return location, self.fetcher
        here, in_workspace = Path(location), self.workspace.root / location
        path = (in_workspace if in_workspace.exists() and not here.exists() else here).resolve()
        return path.name, self._fetcher_of(path.parent)

    def analyse(self, locations: Sequence[str]) -> Edition:
        """Analyse files as if they were the articles of an edition that spans all of them.

        Raises:
            NothingToPublish: nothing in them can be read.
        """
        articles: list[Article] = []
        for location in locations:
            name, fetcher = self._found(location)
            articles += read_location(name, fetcher=fetcher, reader=self.reader, now=self.now())[0]
        return analyse_articles(articles, now=self.now())

    def import_subscribers(self, file: Path, list_name: str) -> ImportReport:
        """Import subscribers from CSV. Raises ConfigError."""
        return import_subscribers(file, list_name, self.store.audience, now=self.now())

    def unsubscribe(self, list_name: str, address: str) -> None:
        """Take somebody off a list. Raises NotFound, ConfigError."""
        self.store.audience.set_state(
            list_name, normalise_address(address), SubscriptionState.UNSUBSCRIBED, at=self.now()
        )

    def save_file(self, path: Path, content: bytes) -> None:
        """Write one file whole or not at all. Raises StoreError."""
        write_file(path, content)
