"""The briefing's filters: which articles are on topic, by words and by language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from broadsheet.clean.gates import PASS, Verdict, split_by
from broadsheet.model.articles import Article, LeftOut
from broadsheet.model.briefings import Filters

_UNDETERMINED = frozenset({"", "und"})


def apply_filters(
    articles: Sequence[Article], filters: Filters
) -> tuple[list[Article], list[LeftOut]]:
    """Split articles into those on topic and those left out, both in the given order.

    Words and phrases match whole words of title, text and tags, without regard to case, width or
    the kind of white space. Reasons: `filtered_topic` (none of `any`), `filtered_word` (one of
    `none`; the detail names it), `filtered_language`. An article of undetermined language passes.
    """
    wanted, unwanted = _pattern(filters.any), _pattern(filters.none)
    languages = {_primary(language) for language in filters.languages}
    return split_by(articles, lambda article: _verdict(article, wanted, unwanted, languages))


def _verdict(
    article: Article,
    wanted: re.Pattern[str] | None,
    unwanted: re.Pattern[str] | None,
    languages: set[str],
) -> Verdict:
    if languages and article.language not in _UNDETERMINED:
        language = _primary(article.language)
        if language not in languages:
            return "filtered_language", language
    words = _fold("\n".join((article.title, article.text, *article.tags)))
    if unwanted:
        match = unwanted.search(words)
        if match:
            return "filtered_word", match.group()
    if wanted and not wanted.search(words):
        return "filtered_topic", ""
    return PASS


def _pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Return one pattern that finds any phrase as whole words, None when there are no phrases."""
    folded = [_fold(phrase).split() for phrase in phrases]
    alternatives = [
        _bounded(r"\s+".join(map(re.escape, words)), words) for words in folded if words
    ]
    return re.compile("|".join(alternatives)) if alternatives else None


def _bounded(expression: str, words: Sequence[str]) -> str:
    """Add word boundaries, except where a script writes no spaces between words."""
    before = "" if _is_unspaced(words[0][0]) else r"(?<!\w)"
    after = "" if _is_unspaced(words[-1][-1]) else r"(?!\w)"
    return f"{before}{expression}{after}"


def _is_unspaced(character: str) -> bool:
    """Say whether a character is of Thai, Lao, Khmer, Burmese, kana or Han script."""
    return (
        "\u0e00" <= character <= "\u0eff"
        or "\u1000" <= character <= "\u109f"
        or "\u1780" <= character <= "\u17ff"
        or "\u3040" <= character <= "\u30ff"
        or "\u3400" <= character <= "\u9fff"
    )


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'")


def _primary(language: str) -> str:
    return re.split(r"[-_]", language.strip().lower(), maxsplit=1)[0]
