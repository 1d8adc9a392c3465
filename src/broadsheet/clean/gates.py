"""Gates: rules that let an article pass or leave it out for a named reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from broadsheet.model.articles import Article, LeftOut

#: The reason to leave an article out and its detail; both empty when it passes.
Verdict = tuple[str, str]
PASS: Verdict = ("", "")


def split_by(
    articles: Iterable[Article], judge: Callable[[Article], Verdict]
) -> tuple[list[Article], list[LeftOut]]:
    """Split articles into those that pass and those left out, both in the given order."""
    kept: list[Article] = []
    left_out: list[LeftOut] = []
    for article in articles:
        reason, detail = judge(article)
        if reason:
            left_out.append(
                LeftOut(
                    reason=reason,
                    title=article.title,
                    url=article.url,
                    publisher=article.publisher,
                    detail=detail,
                )
            )
        else:
            kept.append(article)
    return kept, left_out
