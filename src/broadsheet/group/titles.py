"""Which of a story's headlines names it best."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.model.articles import Article

_LONG_TITLE = 80
_SHORT_TITLE = 20
_HYPE = re.compile(
    r"[!?]|\b(?:breaking|watch|video|live|opinion|exclusive|shock\w*|stunn\w*|slam\w*|blast\w*|epic"
    r"|you|your|why|what|how|this|here)\b",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\b[A-Z]{5,}\b")


def choose_title(articles: Sequence[Article], closeness: Sequence[float]) -> str:
    """Return the headline of the article closest to the others, plain and short ones preferred.

    `closeness` is each article's summed similarity to the others. The earliest wins a tie.
    """
    most = max(closeness, default=0.0) or 1.0
    best = max(
        range(len(articles)),
        key=lambda i: (closeness[i] / most - _blemishes(articles[i].title), -i),
    )
    return articles[best].title


def _blemishes(title: str) -> float:
    if not title.strip():
        return 10.0
    words = title.split()
    hype = 0.3 * bool(_HYPE.search(title)) + 0.3 * bool(_SHOUTED.search(title))
    quoted = 0.2 * title.lstrip().startswith(("'", '"', "‘", "“"))
    long = max(0, len(title) - _LONG_TITLE) / 100
    short = 0.3 * (len(title) < _SHORT_TITLE and len(words) < 3)
    return hype + quoted + long + short
