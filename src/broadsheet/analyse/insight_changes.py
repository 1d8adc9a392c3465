"""Insight lines on what changed: coverage of the lead, stories that moved on, names on the rise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from broadsheet.analyse.changes import new_fact_spans
from broadsheet.analyse.expectations import event_words, evidence_for, shared
from broadsheet.analyse.insight_lines import Line, Material, build_line, present
from broadsheet.analyse.openers import Openers
from broadsheet.analyse.owners import find_subjects
from broadsheet.analyse.phrases import Phrases
from broadsheet.analyse.wording import stands_alone
from broadsheet.model.articles import Article
from broadsheet.model.editions import EditionArticle
from broadsheet.model.evidence import Evidence
from broadsheet.model.independence import support_of
from broadsheet.model.insights import Block
from broadsheet.model.stories import Story
from broadsheet.text.sentences import split_sentences
from broadsheet.text.words import words

_MOST_CONTINUED = 3
_MOST_RISING = 1
_FEWEST_FAMILIES = 3
_EDITIONS_COMPARED = 4
_LONGEST_FACT = 34
_SAME_MATTER = 0.5
_LEAST_MATTER = 0.2

AnyArticle = Article | EditionArticle


def change_lines(material: Material, openers: Openers) -> list[Line]:
    """Return the lines on the lead's coverage, on continued stories and on rising names."""
    lines = [_coverage_line(material, openers)] if material.stories else []
    continued = [story for story in material.stories if story.continues and story.new_facts]
    lines += [_continued_line(material, one, openers) for one in continued[:_MOST_CONTINUED]]
    lines += _rising_lines(material)
    return present(lines)


def _coverage_line(material: Material, openers: Openers) -> Line | None:
    story = material.stories[0]
    articles = [material.articles[key] for key in story.article_ids]
    support = support_of(articles, material.copies)
    first: dict[str, Article] = {}
    for article in articles:
        if article.family in support.families or not article.family:
            first.setdefault(article.family or article.publisher, article)
    titled = [article for article in articles if article.title == story.title]
    cited = list({one.id: one for one in [*titled[:1], *first.values()]}.values())
    evidence = [one for article in cited for one in _opening(article)]
    if len(support.families) < 2 or story.continues:
        return None
    phrases = material.phrases
    names = phrases.listed(list(dict.fromkeys(article.publisher for article in first.values())))
    count = phrases.count(len(support.families), "independent_publishers")
    forms = phrases.forms(
        "coverage",
        title=phrases.quoted(story.title),
        names=names,
        count=f"{count[:1].upper()}{count[1:]}",
    )
    text = openers.pick(forms)
    return build_line(material, Block.WHAT_CHANGED, text, evidence, value=3.0)


def _opening(article: Article) -> Iterable[Evidence]:
    spans = split_sentences(article.text, language=article.language)
    return [evidence_for(article, spans[0])] if spans else []


def _continued_line(material: Material, story: Story, openers: Openers) -> Line | None:
    spans = new_fact_spans(story, material.articles)
    told = _last_told(material, story)
    elsewhere = _told_elsewhere(material)
    short = [
        (article, span)
        for article, span in spans
        if len(span.of(article.text).split()) <= _LONGEST_FACT
        and (article.id, span.start) not in elsewhere
    ]
    if not short or not told:
        return None
    article, span = short[0]
    fact = span.of(article.text)
    forms = material.phrases.forms("continued", day=told, fact=fact)
    about = shared(event_words(fact), event_words(story.title))
    if about < _LEAST_MATTER:
        return None  # new, but beside the point of the story
    if not stands_alone(fact) or about < _SAME_MATTER:
        title = material.phrases.quoted(story.title)
        forms = material.phrases.forms("continued_under", title=title, day=told, fact=fact)
    text = openers.pick(forms)
    value = 3.5 - 0.3 * min(story.rank, 8)
    return build_line(
        material, Block.WHAT_CHANGED, text, [evidence_for(article, span)], value=value
    )


def _told_elsewhere(material: Material) -> set[tuple[str, int]]:
    """Return where the sentences stand that the blocks on figures and on dates speak of."""
    rows = [metric.evidence for metric in material.metrics]
    rows += [item.evidence for item in material.watch]
    return {(one.article_id, one.start) for evidence in rows for one in evidence}


def _last_told(material: Material, story: Story) -> str:
    told = (
        material.phrases.day(edition.period.end.date())
        for edition in reversed(material.past.editions)
        if any(story.continues in (one.id, one.continues) for one in edition.stories)
    )
    return next(told, "")


def _rising_lines(material: Material) -> list[Line | None]:
    """Return a line for the names far more publishers mention than in the editions before."""
    recent = material.past.editions[-_EDITIONS_COMPARED:]
    if not recent:
        return []
    now = _families_by_name(material.shown())
    before = [_families_by_name(edition.articles) for edition in recent]
    told = {word for story in material.stories[:1] for word in words(story.title)}
    rising = []
    for name, families in now.items():
        mean = sum(len(one.get(name, ())) for one in before) / len(before)
        many = len(families) >= _FEWEST_FAMILIES and len(families) >= 2 * mean + 1
        if many and not told & set(words(name)):
            rising.append((len(families) - mean, name, mean))
    rising.sort(key=lambda row: (-row[0], row[1]))
    return [
        _rising_line(material, name, mean, len(recent)) for _, name, mean in rising[:_MOST_RISING]
    ]


def _families_by_name(articles: Sequence[AnyArticle]) -> Mapping[str, list[str]]:
    """Return the families that use each name of several words."""
    found: dict[str, list[str]] = {}
    publishers = {article.publisher for article in articles}
    for article in articles:
        for name in dict.fromkeys(find_subjects(article.text, article.language)):
            families = found.setdefault(name, [])
            if " " in name and name not in publishers and article.family not in families:
                families.append(article.family)
    return found


def _rising_line(material: Material, name: str, mean: float, editions: int) -> Line | None:
    evidence: list[Evidence] = []
    families: list[str] = []
    for article in material.shown():
        sentence = next(
            (
                span
                for span in split_sentences(article.text, language=article.language)
                if name in span.of(article.text)
            ),
            None,
        )
        if sentence is not None and article.family not in families:
            families.append(article.family)
            evidence.append(evidence_for(article, sentence))
    support = support_of(material.cited(evidence), material.copies)
    if len(support.families) < _FEWEST_FAMILIES:
        return None
    phrases = material.phrases
    count = phrases.count(len(support.families), "by_publishers")
    number = phrases.number_word(editions)
    over = "over_last" if editions == 1 else "over_many" if mean == 0 else "over_average"
    text = phrases.say(
        "rising",
        name=name,
        count=count,
        usual=_usual(phrases, mean),
        over=phrases.say(over, number=number),
    )
    return build_line(material, Block.WHAT_CHANGED, text, evidence, value=1.8)


def _usual(phrases: Phrases, mean: float) -> str:
    if mean == 0:
        return phrases.say("usual_none")
    return phrases.say("usual_fraction") if mean < 1 else phrases.number_word(round(mean))
