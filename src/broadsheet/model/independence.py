"""Independence: how many publishers really stand behind a statement, and what that earns.

A publisher family counts once, and so does a text that another family copied (Reuters and the US
intelligence community's ICD 206 both ask for the number of *sources*, not of places a text stands).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from broadsheet.model.articles import Article
from broadsheet.model.insights import Confidence

PRIMARY_TAG = "primary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What stands behind a statement: independent families, in the order of the articles, and
    whether a primary document (a source tagged `primary`: a filing, an official record) is among
    them.
    """

    families: tuple[str, ...]
    primary: bool

    @property
    def ceiling(self) -> Confidence:
        """The highest confidence this support can earn, whatever else speaks for the statement."""
        count = len(self.families)
        if count >= 3 or (self.primary and count >= 2):
            return Confidence.HIGH
        if count == 2 or self.primary:
            return Confidence.MODERATE
        return Confidence.LOW


def support_of(articles: Iterable[Article], copies: Mapping[str, tuple[str, ...]]) -> Support:
    """Return what the articles amount to once families and copied texts are counted once.

    `copies` maps an article id to the ids of its copies by other publishers; copies of one text
    belong together even when the text they copy is not among the articles. Of articles that belong
    together the first one's family is named.
    """
    groups: list[tuple[str, frozenset[str]]] = []
    primary = False
    for article in articles:
        primary = primary or PRIMARY_TAG in article.tags
        family = family_of(article)
        marks = frozenset({f"family {family}", *_same_text(article.id, copies)})
        joined = [group for group in groups if group[1] & marks]
        if not joined:
            groups.append((family, marks))
            continue
        whole = marks.union(*(group[1] for group in joined))
        first = joined[0]
        groups = [
            (group[0], whole) if group is first else group
            for group in groups
            if group is first or group not in joined
        ]
    return Support(families=tuple(family for family, _ in groups), primary=primary)


def family_of(article: Article) -> str:
    """Return the publisher family an article counts for; its own id when it names no publisher."""
    return article.family or article.publisher or article.id


def _same_text(article_id: str, copies: Mapping[str, tuple[str, ...]]) -> set[str]:
    same = {article_id}
    for original, others in copies.items():
        if article_id == original or article_id in others:
            same.update((original, *others))
    return same
