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

    `copies` maps an original's id to the ids of its copies by other publishers. A copy counts for
    the family of its original, or of the first of its fellow copies when the original is not among
    the articles; the publisher of a copy still counts for what it wrote itself.
    """
    held = list(articles)
    text_of = {copy: original for original, others in copies.items() for copy in others}
    families: dict[str, str] = {}
    for article in held:
        families.setdefault(text_of.get(article.id, article.id), family_of(article))
    families.update({article.id: family_of(article) for article in held if article.id in families})
    counted = (families[text_of.get(article.id, article.id)] for article in held)
    return Support(
        families=tuple(dict.fromkeys(counted)),
        primary=any(PRIMARY_TAG in article.tags for article in held),
    )


def family_of(article: Article) -> str:
    """Return the publisher family an article counts for; its own id when it names no publisher."""
    return article.family or article.publisher or article.id
