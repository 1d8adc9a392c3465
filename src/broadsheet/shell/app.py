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
from typing import TYPE_CHECKING

from broadsheet.collect.windows import edition_window
from broadsheet.compose.codec import edition_to_json
from broadsheet.errors import ConfigError, NotFound, NothingToPublish, StoreError
from broadsheet.model.briefings import Briefing, Otherwise, Output
from broadsheet.model.deliveries import Tally
from broadsheet.model.editions import Edition
from broadsheet.model.renderings import Rendering
from broadsheet.pipeline import Gathered, Report, candidate_span, gather, make_edition
from broadsheet.shell.config.briefings import load_briefing
from broadsheet.shell.config.settings import Settings, load_settings
from broadsheet.shell.config.templates import load_templates
from broadsheet.shell.config.workspace import Workspace, find_workspace
from broadsheet.shell.logs import configure_logs, logger

if TYPE_CHECKING:
    from broadsheet.model.articles import Article, Problem
    from broadsheet.ports import Mailer, Printer
    from broadsheet.shell.fetch.workspace import WorkspaceFetcher
    from broadsheet.shell.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutcome:
    """What a run did."""

    edition: Edition
    folder: Path
    gathered: Gathered
    tally: Tally | None


def utc_now() -> datetime:
    """Read the clock; the program does so nowhere else."""
    return datetime.now(UTC)
