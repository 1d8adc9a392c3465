"""Which language a text is written in."""

from __future__ import annotations

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
    syllables): a guess on less is a coin toss.
    """
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample)
    wide = sum(character > "\u0e00" and character.isalpha() for character in sample)
    if letters < _FEWEST_LETTERS and wide < _FEWEST_UNSPACED:
        return UNDETERMINED
    return str(_identifier().classify(sample)[0])
