"""Broadsheet: briefings and newsletters in which every sentence and figure opens its evidence.

The names below are the stable public API; everything else may move. They load on first use, so
importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.analyse.claims import check_claim
    from broadsheet.analyse.takeaways import select_takeaways
    from broadsheet.group.stories import group_stories
    from broadsheet.group.stream import StoryStream
    from broadsheet.pipeline import make_edition
    from broadsheet.read.feeds import read_feed
    from broadsheet.read.pages import read_page
    from broadsheet.shell.app.publication import render
    from broadsheet.text.quantities import find_figures
    from broadsheet.text.sentences import split_sentences

__version__ = "0.1.0"

_HOMES = {
    "StoryStream": "broadsheet.group.stream",
    "check_claim": "broadsheet.analyse.claims",
    "find_figures": "broadsheet.text.quantities",
    "group_stories": "broadsheet.group.stories",
    "make_edition": "broadsheet.pipeline",
    "read_feed": "broadsheet.read.feeds",
    "read_page": "broadsheet.read.pages",
    "render": "broadsheet.shell.app.publication",
    "select_takeaways": "broadsheet.analyse.takeaways",
    "split_sentences": "broadsheet.text.sentences",
}

__all__ = [
    "StoryStream",
    "__version__",
    "check_claim",
    "find_figures",
    "group_stories",
    "make_edition",
    "read_feed",
    "read_page",
    "render",
    "select_takeaways",
    "split_sentences",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its home on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'broadsheet' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
