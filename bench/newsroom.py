"""Generates articles: deterministic, as many as asked for, shaped like a week of trade news.

About 45 % of the events are covered by one outlet, the rest by two to five; texts run to about 35
sentences, with figures, names, dates and quotations, because those are what analysis costs.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from broadsheet.model.articles import Article, article_id

START = datetime(2026, 9, 28, tzinfo=UTC)
_SYLLABLES = (
    "bel dor fen gal hol kar lum mar nor ost pel quin ras sol tor ul ven wes yar zim".split()
)
_GOODS = "ferries,batteries,cables,cranes,pumps,sensors,turbines,barges,quays,chargers".split(",")
_VERBS = "ordered,delivered,tested,repaired,leased,sold,installed,insured,inspected".split(",")
_OUTLETS = [
    f"{name} {kind}"
    for name in ("Tarn", "Brae", "Kelp", "Skarn", "Firth")
    for kind in ("Wire", "Ledger", "Post")
]
_PLACES = [f"{a.title()}{b}vik" for a in _SYLLABLES[:12] for b in ("a", "e", "o")]


def _company(rng: random.Random) -> str:
    return (
        "".join(rng.sample(_SYLLABLES, 2)).title() + " " + rng.choice(("Marine", "Grid", "Works"))
    )


def _event_sentences(rng: random.Random, day: datetime) -> list[str]:
    """The facts of one event: what its outlets share."""
    company, partner = _company(rng), _company(rng)
    goods, verb, place = rng.choice(_GOODS), rng.choice(_VERBS), rng.choice(_PLACES)
    count, price, percent = rng.randint(12, 9800), rng.randint(2, 940), rng.randint(2, 38)
    due = day + timedelta(days=rng.randint(10, 90))
    return [
        f"{company} {verb} {count:,} {goods} in {place} on {day:%A}.",
        f"The contract with {partner} is worth ${price}.{rng.randint(1, 9)} million, it said.",
        f"Output in {place} rose by {percent} per cent from a year earlier.",
        f"“We expected a slower start,” {company} said in a statement.",
        f"{partner} will open a second site by {due.day} {due:%B %Y}.",
        f"Nearly {rng.randint(100, 900)} people work at the {place} site.",
        f"The regulator in {place} plans to publish its review on {due.day} {due:%B}.",
    ]


def _lexicon(rng: random.Random) -> list[str]:
    """The words of one event: every event has its own, as real ones do."""
    return ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 3))) for _ in range(60)]


def _filler(rng: random.Random, lexicon: list[str], count: int) -> list[str]:
    lines = []
    for _ in range(count):
        words = rng.sample(lexicon, 6)
        lines.append(
            f"The {words[0]} of the {words[1]} has shared its {words[2]} since the {words[3]} "
            f"began, and a {words[4]} near the {rng.choice(_GOODS)} has {words[5]} crews."
        )
    return lines


def articles(
    count: int, *, seed: int = 7, days: int = 7
) -> Iterator[tuple[str, str, str, datetime]]:
    """Yield (outlet, title, text, published) of `count` articles over `days` days."""
    rng = random.Random(seed)
    made = 0
    while made < count:
        day = START + timedelta(minutes=rng.randint(0, days * 24 * 60 - 1))
        facts, lexicon = _event_sentences(rng, day), _lexicon(rng)
        copies = 1 if rng.random() < 0.45 else rng.randint(2, 5)
        for outlet in rng.sample(_OUTLETS, min(copies, count - made)):
            body = facts[:3] + rng.sample(facts[3:], len(facts) - 3) + _filler(rng, lexicon, 28)
            paragraphs = [" ".join(body[i : i + 5]) for i in range(0, len(body), 5)]
            title = " ".join(facts[0].split()[:7]).rstrip(",.")
            yield (
                outlet,
                title,
                "\n\n".join(paragraphs),
                day + timedelta(minutes=rng.randint(0, 300)),
            )
            made += 1


def stored_articles(count: int, *, days: int, sentences: int | None = None) -> list[Article]:
    """Return articles as a store gives them, all of them or their first sentences."""
    found = []
    for number, (outlet, title, text, published) in enumerate(articles(count, days=days)):
        body = text if sentences is None else ". ".join(text.split(". ")[:sentences])
        url = f"https://bench.example/{number}"
        found.append(
            Article(
                id=article_id(url, title, body),
                url=url,
                title=title,
                text=body,
                publisher=outlet,
                family=outlet,
                language="en",
                published=published,
                date_source="feed",
            )
        )
    return found


def write_files(folder: Path, count: int) -> None:
    """Write articles as Markdown notes, the cheapest real file form."""
    folder.mkdir(parents=True, exist_ok=True)
    for index, (outlet, title, text, published) in enumerate(articles(count)):
        slug = outlet.lower().replace(" ", "-")
        (folder / f"{index:06d}.md").write_text(
            f'---\ntitle: "{title}"\ndate: {published.isoformat()}\npublisher: {outlet}\n'
            f"url: https://{slug}.example/{index}\nlanguage: en\n---\n\n{text}\n",
            encoding="utf-8",
        )
