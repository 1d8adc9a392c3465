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


def article(title: str, text: str, *, host: str = "dispatch.example", source: str = "") -> Article:
    """Return an undated article of a site at an address made of its title."""
    url = f"https://{host}/{title.casefold().replace(' ', '-')}"
    return Article(
        id=article_id(url, title, text),
        url=url,
        title=title,
        text=text,
        publisher="Skerry Dispatch",
        family="Skerry Dispatch",
        language="en",
        source=source,
    )


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [text[start:end] for start, end in paragraph_spans(text)]


def site(case: dict[str, Any]) -> list[Article]:
    """Return the articles of a case, each with what the case adds to it."""
    stories = [
        *STORIES["different"][: case.get("different", 0)],
        *STORIES["follow_ups"][: case.get("follow_ups", 0)],
        *(
            {"title": f"{number} readers ask", "text": STORIES["follow_ups"][0]["text"]}
            for number in range(case.get("copies", 0))
        ),
        *({"title": f"Page {number}", "text": ""} for number in range(case.get("frames", 0))),
    ]
    found: list[Article] = []
    for number, story in enumerate(stories):
        parts = paragraphs(story["text"])
        for more in case.get("more", ()):
            if number in more.get("to", range(len(stories))):
                says = more["says"].replace("{n}", str(number))
                parts.insert(more["at"] if more["at"] >= 0 else len(parts), says)
        found.append(article(story["title"], "\n\n".join(parts)))
    return found


def furniture(case: dict[str, Any], number: int) -> list[str]:
    """Return what is furniture in an article of a case."""
    return [says.replace("{n}", str(number)) for says in case["cut"]]
