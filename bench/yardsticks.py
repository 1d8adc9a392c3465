"""What others offer for the same work, measured beside ours: optional, `pip install .[bench]`.

Each yardstick does the part of the work its library is made for, with its own defaults, and is
given the same sentences, so that none pays for our splitting.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any

Story = Sequence[Sequence[str]]
"""The articles of a story, each as its sentences."""


def find_figures_with_quantulum3(sentences: Sequence[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it asks for a classifier it can do without
        from quantulum3 import parser
    for sentence in sentences:
        parser.parse(sentence)


class _Words:
    """Splits where its sentences have been joined: the yardstick gets ours, one a line."""

    def to_sentences(self, text: str) -> list[str]:
        return [line for line in text.split("\n") if line.strip()]

    def to_words(self, text: str) -> list[str]:
        return [word for word in text.split() if word[0].isalnum()]


def select_takeaways_with_sumy(stories: Sequence[Story]) -> None:
    from sumy.nlp.stemmers import Stemmer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    rank = LexRankSummarizer(Stemmer("english"))
    rank.stop_words = get_stop_words("english")
    for story in stories:
        text = "\n".join(sentence for article in story for sentence in article)
        rank(PlaintextParser.from_string(text, _Words()).document, 5)


def find_copies_with_datasketch(texts: Sequence[str]) -> None:
    from datasketch import MinHash, MinHashLSH

    index: Any = MinHashLSH(threshold=0.15, num_perm=128)
    for number, text in enumerate(texts):
        words = text.lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch(
            [" ".join(words[i : i + 4]).encode() for i in range(max(len(words) - 3, 1))]
        )
        index.query(sketch)
        index.insert(str(number), sketch)


YARDSTICKS: dict[str, tuple[str, str, Callable[[Any], None]]] = {
    "figures": ("quantulum3", "quantulum3", find_figures_with_quantulum3),
    "takeaways": ("sumy LexRank", "sumy", select_takeaways_with_sumy),
    "duplicates": ("datasketch MinHash", "datasketch", find_copies_with_datasketch),
}
"""By the step they do: the name to print, the package, and the work itself."""


def is_installed(package: str) -> bool:
    return find_spec(package) is not None
