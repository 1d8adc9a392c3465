"""Which language a text is written in."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any

UNDETERMINED = "und"

# Languages in which news is published on some scale. Leaving the rest out keeps a short English
# headline from being taken for Latin, Volapük or Scots.
LANGUAGES = (
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "gu", "he",
    "hi", "hr", "hu", "id", "it", "ja", "kn", "ko", "lt", "lv", "ml", "mr", "ms", "nl", "no", "pa",
    "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "ta", "te", "th", "tl", "tr", "uk", "ur",
    "vi", "zh",
)  # fmt: skip
_FEWEST_LETTERS = 20
_FEWEST_UNSPACED = 8
_SAMPLE = 800
# On pieces of three to seven words of 26 languages every answer surer than this was right, and one
# in forty was given up.
_SUREST_DOUBT = 0.85
_SURE = 0.95
# Longer texts are what most of them is; a short one of two languages is neither.
_LONGEST_MIXED = 400
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’»)]*\s+")


@cache
def _identifier() -> Any:
    # The model takes a tenth of a second and some 100 MB: loaded when first needed.
    from py3langid import langid

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier


def identify_language(text: str) -> str:
    """Return the ISO 639-1 code of the language most of a text is written in.

    "und" when there are fewer than 20 letters (8 in scripts whose characters are whole words or
    syllables), as a guess on less is a coin toss; when the model doubts, as on lists of names
    and codes; and when the two halves of a short text are in two languages.
    """
    sample = text[:_SAMPLE]
    if not _is_enough(sample):
        return UNDETERMINED
    language, certainty = _classify(sample)
    if certainty < _SUREST_DOUBT or _is_mixed(sample):
        return UNDETERMINED
    return language


def _is_enough(sample: str) -> bool:
    letters = [character for character in sample if character.isalpha()]
    if len(letters) >= _FEWEST_LETTERS:
        return True
    return sum(letter > "\u0e00" for letter in letters) >= _FEWEST_UNSPACED


def _classify(sample: str) -> tuple[str, float]:
    """Return the likeliest language and its share of the probability of all."""
    ranked = _identifier().rank(sample)
    best = float(ranked[0][1])
    return str(ranked[0][0]), 1 / math.fsum(math.exp(float(one[1]) - best) for one in ranked)


def _is_mixed(sample: str) -> bool:
    """Return whether a short text goes on in another language after a sentence near its middle."""
    if len(sample) > _LONGEST_MIXED:
        return False
    ends = [end.end() for end in _SENTENCE_END.finditer(sample)]
    if not ends:
        return False
    cut = min(ends, key=lambda end: (abs(2 * end - len(sample)), end))
    halves = (sample[:cut], sample[cut:])
    if not all(map(_is_enough, halves)):
        return False
    (one, sure), (other, as_sure) = map(_classify, halves)
    return one != other and min(sure, as_sure) >= _SURE
