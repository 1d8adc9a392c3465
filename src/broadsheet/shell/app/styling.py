"""What a briefing's style takes from the workspace, looked at before and while it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.errors import ConfigError
from broadsheet.model.briefings import Briefing
from broadsheet.model.renderings import Logo
from broadsheet.render.tokens import accent_in_text
from broadsheet.shell.config.briefings import place_of
from broadsheet.shell.config.workspace import Workspace
from broadsheet.shell.logs import logger

if TYPE_CHECKING:
    from broadsheet.shell.pictures.logos import LogoReader


def logo_or_none(briefing: Briefing, logos: LogoReader) -> Logo | None:
    """Return a briefing's logo. One that cannot be used is told, and its name written instead."""
    if not briefing.style.logo:
        return None
    try:
        return logos.read(briefing.style.logo)
    except ConfigError as error:
        logger().warning("the logo is left out", briefing=briefing.slug, error=str(error))
        return None


def check_style(briefing: Briefing, workspace: Workspace, logos: LogoReader) -> str:
    """Return a remark on a briefing's accent, or "" when there is nothing to remark on.

    Raises:
        ConfigError: the logo cannot be used; names file and line of the briefing, and the remedy.
    """
    style, file = briefing.style, workspace.briefing_file(briefing.slug)
    if style.logo:
        try:
            logos.read(style.logo)
        except ConfigError as error:
            where = place_of(file, ("style", "logo"))
            raise ConfigError(
                error.message, what=f"{where}: `style.logo`: {error.what}", remedy=error.remedy
            ) from error
    shown = accent_in_text(style.accent)
    if shown == style.accent.upper():
        return ""
    where = place_of(file, ("style", "accent"))
    return (
        f"{where}: `style.accent`: {style.accent} is too pale to read on white; words are {shown}"
    )
