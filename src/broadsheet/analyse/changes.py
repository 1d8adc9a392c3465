"""Changes: which stories go on from earlier editions, and what is new in them.

Two stories are one when their texts and their titles are alike (cosine of TF-IDF vectors). What
is new is told sentence by sentence: a figure, a date or a name that no article of the earlier
tellings holds, in a sentence that is not mostly theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from broadsheet.analyse.identities import keep_ids
from broadsheet.analyse.owners import find_subjects
from broadsheet.analyse.wording import points_back
from broadsheet.model.articles import Article
from broadsheet.model.editions import Edition, EditionArticle, Past
from broadsheet.model.evidence import Evidence, Span
from broadsheet.model.insights import ChangeKind, StoryChange, WatchItem, WatchState
from broadsheet.model.stories import Story
from broadsheet.text.dates import find_dates
from broadsheet.text.quantities import find_figures
from broadsheet.text.sentences import split_sentences
from broadsheet.text.similarity import (
    DocumentFrequencies,
    Vector,
    cosine,
    count_documents,
    tfidf_vector,
)
from broadsheet.text.words import content_words, words

# Stories of one beat share names and places; only with their titles alike are they one.
_SAME_STORY = 0.255
_MOST_NEW_FACTS = 3
_NEW_WORDS = 0.3
_TITLE_WEIGHT = 2
_LEANING = 2.0
_FADE = 0.12
_TO_THE_POINT = 2.0

_TOLD = (WatchState.HAPPENED, WatchState.SLIPPED)

AnyArticle = Article | EditionArticle


@dataclass(frozen=True, slots=True)
class _Telling:
    """A story as an earlier edition told it."""

    edition: Edition
    story: Story
    articles: tuple[EditionArticle, ...]
    root: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What the earlier tellings of a story hold."""

    figures: frozenset[object]
    dates: frozenset[object]
    names: frozenset[str]
    words: frozenset[str]


def match_stories(
    stories: Sequence[Story],
    articles: Mapping[str, Article],
    past: Past,
    *,
    now: datetime,
    days: int = 14,
) -> list[Story]:
    """Return the stories with `continues` and `new_facts` set where an earlier edition told them.

    Only editions whose period ended less than `days` days before `now` count. A story follows the
    most similar earlier telling, the later one in a draw, and keeps its id; `continues` is the id
    of the first story of that line, which differs from its own where the line has branched.
    """
    tellings = list(_tellings(past, now - timedelta(days=days)))
    if not tellings:
        return keep_ids(stories, {}, past)
    current = [[articles[key] for key in story.article_ids] for story in stories]
    told = [_text_terms(telling.articles) for telling in tellings]
    texts = [*told, *(_text_terms(held) for held in current)]
    frequencies = count_documents(texts)
    earlier = [_likeness_vectors(telling.articles, frequencies) for telling in tellings]
    matched = []
    followed: dict[int, tuple[float, str]] = {}
    for place, (story, held) in enumerate(zip(stories, current, strict=True)):
        vectors = _likeness_vectors(held, frequencies)
        likeness, telling = _closest(story, vectors, tellings, earlier)
        if telling is None:
            matched.append(story)
            continue
        followed[place] = (likeness, telling.story.id)
        matched.append(_continued(story, telling, tellings, articles))
    return keep_ids(matched, followed, past)


def with_outcomes(stories: Sequence[Story], settled: Sequence[WatchItem]) -> list[Story]:
    """Return the continued stories with the outcomes that their articles report as new facts.

    That an announced thing was done, or put off, is news even where no figure or name is.
    """
    told = [item.outcome for item in settled if item.state in _TOLD]
    where = [item.evidence[-1].article_id for item in settled if item.state in _TOLD]
    completed = []
    for story in stories:
        outcomes = [
            text
            for text, key in zip(told, where, strict=True)
            if story.continues and key in story.article_ids
        ]
        facts = tuple(dict.fromkeys((*outcomes, *story.new_facts)))
        completed.append(replace(story, new_facts=facts[:_MOST_NEW_FACTS]))
    return completed


def list_changes(
    stories: Sequence[Story], articles: Mapping[str, Article], past: Past
) -> list[StoryChange]:
    """Return what changed since the last edition: new, continued, dropped stories.

    Continued stories speak through their first new fact. Without a past nothing changed.
    """
    if not past.editions:
        return []
    new = [_new_story(story, articles) for story in stories if story.continues is None]
    continued = [_continuation(story, articles) for story in stories if story.continues]
    followed = {story.continues for story in stories}
    dropped = [
        StoryChange(kind=ChangeKind.DROPPED, story_id=story.id, text=story.title)
        for story in past.editions[-1].stories
        if not followed & {story.id, story.continues or story.id}
    ]
    return [*(one for one in [*new, *continued] if one is not None), *dropped]


def new_fact_spans(story: Story, articles: Mapping[str, Article]) -> list[tuple[Article, Span]]:
    """Return where a story's new facts stand, in the order of the facts."""
    found = []
    for fact in story.new_facts:
        for key in story.article_ids:
            start = articles[key].text.find(fact)
            if start >= 0:
                found.append((articles[key], Span(start=start, end=start + len(fact))))
                break
    return found


def _tellings(past: Past, oldest: datetime) -> Iterator[_Telling]:
    for edition in past.editions:
        if edition.period.end < oldest:
            continue
        by_id = {article.id: article for article in edition.articles}
        for story in edition.stories:
            held = tuple(by_id[key] for key in story.article_ids if key in by_id)
            yield _Telling(edition, story, held, story.continues or story.id)


def _text_terms(articles: Iterable[AnyArticle]) -> list[str]:
    terms: list[str] = []
    for article in articles:
        terms += content_words(article.title, article.language) * _TITLE_WEIGHT
        terms += content_words(article.text, article.language)
    return terms


def _title_terms(articles: Iterable[AnyArticle]) -> list[str]:
    return [word for article in articles for word in content_words(article.title, article.language)]


def _likeness_vectors(
    articles: Sequence[AnyArticle], frequencies: DocumentFrequencies
) -> tuple[Vector, Vector]:
    """Return what a story is compared by: its texts and, counting as much, its titles."""
    return (
        tfidf_vector(_text_terms(articles), frequencies),
        tfidf_vector(_title_terms(articles), frequencies),
    )


def _closest(
    story: Story,
    vectors: tuple[Vector, Vector],
    tellings: Sequence[_Telling],
    earlier: Sequence[tuple[Vector, Vector]],
) -> tuple[float, _Telling | None]:
    """Return the earlier telling a story goes on from, and how alike they are (0 to 1).

    They are at least as alike as the share of articles that they have in common.
    """
    best: _Telling | None = None
    highest = _SAME_STORY
    for telling, others in zip(tellings, earlier, strict=True):
        likeness = (cosine(vectors[0], others[0]) + cosine(vectors[1], others[1])) / 2
        likeness = max(likeness, _in_common(story.article_ids, telling.story.article_ids))
        if likeness >= highest:
            best, highest = telling, likeness
    return highest, best


def _in_common(some: Sequence[str], others: Sequence[str]) -> float:
    return len(set(some) & set(others)) / max(1, min(len(some), len(others)))


def _continued(
    story: Story,
    telling: _Telling,
    tellings: Sequence[_Telling],
    articles: Mapping[str, Article],
) -> Story:
    line = [one for one in tellings if one.root == telling.root]
    known = _known([article for one in line for article in one.articles])
    facts = _new_facts([articles[key] for key in story.article_ids], known, story.title)
    return replace(story, continues=telling.root, new_facts=tuple(facts))


def _known(articles: Sequence[EditionArticle]) -> _Known:
    figures: set[object] = set()
    dates: set[object] = set()
    names: set[str] = set()
    held: set[str] = set()
    for article in articles:
        figures |= _figure_keys(article.text, article)
        dates |= _date_keys(article.text, article)
        names |= {word for name in _names(article.text, article) for word in words(name)}
        held |= set(content_words(f"{article.title} {article.text}", article.language))
        names |= set(words(f"{article.title} {article.publisher}"))
    return _Known(frozenset(figures), frozenset(dates), frozenset(names), frozenset(held))


def _new_facts(articles: Sequence[Article], known: _Known, title: str) -> list[str]:
    """Return the sentences with most that is new, best first; an earlier one in a draw.

    What the title of the story speaks of is more to the point than what is new beside it.
    """
    about = frozenset(content_words(title))
    found: list[tuple[float, int, str]] = []
    seen: set[str] = set()
    for article in articles:
        for position, span in enumerate(split_sentences(article.text, language=article.language)):
            text = span.of(article.text)
            weight = _novelty(text, article, known)
            if weight > 0 and text not in seen and "\n" not in text:
                seen.add(text)
                rank = weight + 1 / (1 + position) - _FADE * position
                rank -= _LEANING * points_back(text)
                rank += _TO_THE_POINT * _shared(
                    about, frozenset(content_words(text, article.language))
                )
                found.append((-rank, len(found), text))
    return [text for _, _, text in sorted(found)[:_MOST_NEW_FACTS]]


def _shared(about: frozenset[str], said: frozenset[str]) -> float:
    return len(about & said) / max(1, len(about))


def _novelty(text: str, article: Article, known: _Known) -> float:
    """Return how much a sentence adds: 0 without a new figure, date or name, or if mostly known."""
    terms = content_words(text, article.language)
    fresh = sum(term not in known.words for term in terms)
    figures = len(_figure_keys(text, article) - known.figures)
    dates = len(_date_keys(text, article) - known.dates)
    names = sum(
        not known.names.issuperset(words(name)) and name != article.publisher
        for name in _names(text, article)
    )
    hard = figures + dates
    if not hard and (not names or fresh < _NEW_WORDS * len(terms)):
        return 0.0
    return min(hard, 1) + 0.5 * min(names, 2) + fresh / max(1, len(terms))


def _figure_keys(text: str, article: AnyArticle) -> set[object]:
    found = find_figures(text, language=article.language)
    return {(one.value, one.currency, one.unit) for one in found}


def _date_keys(text: str, article: AnyArticle) -> set[object]:
    as_of = article.dated if isinstance(article, Article) else article.published
    found = find_dates(text, language=article.language, as_of=as_of)
    return {
        one.period for one in found if one.period is not None and any(map(str.isdigit, one.text))
    }


def _names(text: str, article: AnyArticle) -> list[str]:
    return find_subjects(text, article.language)


def _new_story(story: Story, articles: Mapping[str, Article]) -> StoryChange | None:
    held = [articles[key] for key in story.article_ids]
    article = next((one for one in held if one.title == story.title), held[0])
    spans = split_sentences(article.text, language=article.language)
    if not spans:
        return None
    return StoryChange(
        kind=ChangeKind.NEW,
        story_id=story.id,
        text=story.title,
        evidence=(_evidence(article, spans[0]),),
    )


def _continuation(story: Story, articles: Mapping[str, Article]) -> StoryChange | None:
    spans = new_fact_spans(story, articles)
    if not spans:
        return None
    article, span = spans[0]
    return StoryChange(
        kind=ChangeKind.CONTINUED,
        story_id=story.id,
        text=span.of(article.text),
        evidence=(_evidence(article, span),),
    )


def _evidence(article: Article, span: Span) -> Evidence:
    return Evidence(
        article_id=article.id, start=span.start, end=span.end, quote=span.of(article.text)
    )
