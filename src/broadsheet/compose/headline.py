"""Headline and dek: the lead story's own title, and the sentence that supports it best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet.compose.draft import NO_DEK, Draft
from broadsheet.model.articles import Article
from broadsheet.model.editions import Dek
from broadsheet.model.evidence import Evidence
from broadsheet.model.stories import Story
from broadsheet.text.quantities import find_figures
from broadsheet.text.sentences import split_sentences
from broadsheet.text.speech import find_quotes
from broadsheet.text.words import content_words

_SENTENCES_READ = 6
_LONGEST_DEK = 45
_SHORTEST_DEK = 7
_SAME_STATEMENT = 0.7


@dataclass(frozen=True, slots=True)
class _Candidate:
    evidence: Evidence
    position: int
    words: frozenset[str]
    has_figure: bool
    has_quote: bool
    is_titled: bool


def with_headline(draft: Draft) -> Draft:
    """Return the draft with the headline and dek its first story gives; none without stories.

    The headline is the story's title as it stands. The dek is a whole sentence of one of the
    story's articles that no takeaway already says, or at least not the first one.
    """
    if not draft.stories:
        return replace(draft, headline=draft.briefing.title, dek=NO_DEK)
    lead = draft.stories[0]
    by_id = {article.id: article for article in draft.articles}
    said = [takeaway.text for takeaway in draft.takeaways]
    readable = _in_language(lead, by_id, draft.briefing.language)
    dek = choose_dek(readable, by_id, said=said)
    if dek is NO_DEK:
        dek = choose_dek(readable, by_id, said=said[:1])
    return replace(draft, headline=lead.title, dek=dek)


def _in_language(story: Story, articles: Mapping[str, Article], language: str) -> Story:
    """Return the story with its articles in that language alone; with all when there are none."""
    fitting = tuple(key for key in story.article_ids if articles[key].language == language)
    return replace(story, article_ids=fitting or story.article_ids)


def choose_dek(story: Story, articles: Mapping[str, Article], *, said: Sequence[str]) -> Dek:
    """Return the sentence that tells most about the title; `NO_DEK` when all of them are in `said`.

    Early sentences, words of the title, a figure, and standing in the article that gave the story
    its title speak for a sentence; a quotation speaks against it.
    """
    known = [frozenset(content_words(text)) for text in said]
    title = frozenset(content_words(story.title))
    best = NO_DEK
    highest = 0.0
    for candidate in _candidates(story, articles):
        if any(_overlap(candidate.words, other) >= _SAME_STATEMENT for other in known):
            continue
        score = _score(candidate, title)
        if score > highest:
            best = Dek(text=candidate.evidence.quote, evidence=(candidate.evidence,))
            highest = score
    return best


def _score(candidate: _Candidate, title: frozenset[str]) -> float:
    score = 2.0 / (1 + candidate.position) + 2.0 * _overlap(title, candidate.words)
    score += 0.3 * candidate.has_figure + 0.8 * candidate.is_titled
    return score - 0.8 * candidate.has_quote


def _candidates(story: Story, articles: Mapping[str, Article]) -> Iterator[_Candidate]:
    for key in story.article_ids:
        article = articles[key]
        spans = split_sentences(article.text, language=article.language)[:_SENTENCES_READ]
        for position, span in enumerate(spans):
            quote = span.of(article.text)
            length = len(quote.split())
            if not _SHORTEST_DEK <= length <= _LONGEST_DEK or "\n" in quote:
                continue
            yield _Candidate(
                Evidence(article_id=key, start=span.start, end=span.end, quote=quote),
                position,
                frozenset(content_words(quote, article.language)),
                bool(find_figures(quote, language=article.language)),
                bool(find_quotes(quote)),
                article.title == story.title,
            )


def _overlap(part: frozenset[str], whole: frozenset[str]) -> float:
    """Return the share of the smaller set that both hold."""
    smaller = min(len(part), len(whole))
    return len(part & whole) / smaller if smaller else 0.0
