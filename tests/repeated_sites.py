"""Sites of an invented coast, put together from the stories in `cases/repeats`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from broadsheet.model.articles import Article, article_id
from broadsheet.model.blocks import paragraph_spans

CASES = Path(__file__).parent / "cases" / "repeats"
STORIES: dict[str, list[dict[str, str]]] = YAML(typ="safe").load(CASES / "stories.yaml")
SITES: list[dict[str, Any]] = YAML(typ="safe").load(CASES / "sites.yaml")


def article(title: str, text: str, *, language: str = "en") -> Article:
    """Return an undated article of a site at an address made of its title."""
    url = f"https://dispatch.example/{title.casefold().replace(' ', '-')}"
    return Article(
        id=article_id(url, title, text),
        url=url,
        title=title,
        text=text,
        publisher="Skerry Dispatch",
        family="Skerry Dispatch",
        language=language,
    )


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [text[start:end] for start, end in paragraph_spans(text)]


def site(case: dict[str, Any]) -> list[Article]:
    """Return the articles of a case, each with what the case adds to it."""
    stories = [
        *(story for name, told in STORIES.items() for story in told[: case.get(name, 0)]),
        *(
            {"title": f"{number} readers ask", "text": STORIES["follow_ups"][0]["text"]}
            for number in range(case.get("copies", 0))
        ),
        *({"title": f"Page {number}", "text": ""} for number in range(case.get("frames", 0))),
    ]
    language = "zh" if any("chinese" in name for name in case) else "en"
    found: list[Article] = []
    for number, story in enumerate(stories):
        parts = paragraphs(story["text"])
        for more in case.get("more", ()):
            if number in more.get("to", range(len(stories))):
                says = more["says"].replace("{n}", str(number))
                parts.insert(more["at"] if more["at"] >= 0 else len(parts), says)
        found.append(article(story["title"], "\n\n".join(parts), language=language))
    return found


def furniture(case: dict[str, Any], number: int) -> list[str]:
    """Return what is furniture in an article of a case."""
    return [says.replace("{n}", str(number)) for says in case["cut"]]
