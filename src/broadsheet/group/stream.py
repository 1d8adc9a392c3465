"""Stories as the news comes in: each article gets the id of its story at once, and keeps it."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from broadsheet.group.linking import THRESHOLD
from broadsheet.group.neighbours import FADED_DAYS, MOST_SHARING, NeighbourIndex
from broadsheet.group.vectors import FEWEST_DOCUMENTS, read_terms, topic_vector
from broadsheet.model.articles import Article
from broadsheet.model.ids import content_id
from broadsheet.text.similarity import DocumentFrequencies

_WINDOW = timedelta(days=FADED_DAYS)
_MOST_TERMS = 400_000
_FEWEST_SWEPT = 1_000
# The present is the middle one of so many dates: an article from the future moves it nowhere.
_RECENT_DATES = 9
_FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Held:
    """An article that is remembered: its number in the index, its story, when it counts as from."""

    number: int
    article_id: str
    story_id: str
    moment: datetime


class StoryStream:
    """Gives each article of an endless stream the id of its story.

    The vectors, index, similarity and threshold of `group_stories`; an article joins the story that
    it is most like on average, or begins one. What it was told first stays: no later article
    changes an id, and no two stories share one. How common a word is, is counted over the articles
    so far.

    An article costs the same however many came before, and memory is bounded. Forgotten is what is
    nine days older than the present (the median of the last nine dates), because nothing new would
    be like it, and the earliest beyond `most` articles. Counts of words are halved when there are
    more than 400,000. The ids depend on the articles and their order alone.
    """

    def __init__(self, *, most: int = 100_000) -> None:
        self._most = most
        self._index = NeighbourIndex()
        self._next = 0
        self._held: deque[_Held] = deque()
        self._story_of: dict[int, str] = {}
        self._ids: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._dates: deque[datetime] = deque(maxlen=_RECENT_DATES)
        self._forgotten = 0
        self._documents = 0
        self._counts: dict[str, int] = {}

    def __len__(self) -> int:
        """Return how many articles are remembered."""
        return len(self._held)

    def add(self, article: Article, *, story_id: str | None = None) -> str:
        """Return the id of the article's story; the same again for an article that is known.

        With `story_id` the article is in that story: so a new stream is told what an earlier one
        decided about the last nine days, and goes on from there.
        """
        if article.id in self._ids:
            return self._ids[article.id]
        terms = read_terms(article)
        self._count(terms.words)
        frequencies = DocumentFrequencies(
            documents=max(self._documents, FEWEST_DOCUMENTS), counts=self._counts
        )
        neighbours = self._index.add(topic_vector(terms, frequencies), article.dated)
        story = story_id or self._closest(neighbours) or content_id("s", article.id)
        self._hold(article, story)
        return story

    def _closest(self, neighbours: Mapping[int, float]) -> str | None:
        """Return the story with the greatest mean similarity, the earlier one in a draw."""
        totals: dict[str, float] = {}
        for number in sorted(neighbours):
            story = self._story_of[number]
            totals[story] = totals.get(story, 0.0) + neighbours[number]
        best, highest = None, 0.0
        for story, total in totals.items():
            mean = total / min(self._sizes[story], MOST_SHARING)
            if mean >= THRESHOLD and mean > highest:
                best, highest = story, mean
        return best

    def _hold(self, article: Article, story: str) -> None:
        if article.dated is not None:
            self._dates.append(article.dated)
        present = sorted(self._dates)[len(self._dates) // 2] if self._dates else _FIRST
        moment = min(article.dated or present, present)
        self._held.append(_Held(self._next, article.id, story, moment))
        self._story_of[self._next] = story
        self._ids[article.id] = story
        self._sizes[story] = self._sizes.get(story, 0) + 1
        self._next += 1
        while len(self._held) > self._most or present - self._held[0].moment > _WINDOW:
            self._forget(self._held.popleft())
        if self._forgotten > max(_FEWEST_SWEPT, len(self._held)):
            self._index.sweep()
            self._forgotten = 0

    def _forget(self, held: _Held) -> None:
        self._index.forget(held.number)
        del self._story_of[held.number], self._ids[held.article_id]
        self._sizes[held.story_id] -= 1
        if not self._sizes[held.story_id]:
            del self._sizes[held.story_id]
        self._forgotten += 1

    def _count(self, terms: tuple[str, ...]) -> None:
        self._documents += 1
        for term in terms:
            self._counts[term] = self._counts.get(term, 0) + 1
        while len(self._counts) > _MOST_TERMS:
            self._documents //= 2
            self._counts = {term: count // 2 for term, count in self._counts.items() if count > 1}
