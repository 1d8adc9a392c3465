"""Pages: word F1 of the main text, averaged over pages, beside trafilatura alone in the same run;
title, author and date as stated, where the truth has one; dates invented where it has none.
"""

from __future__ import annotations

import gzip
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trafilatura

from broadsheet.model.articles import GUESSED, Article
from broadsheet.read.charsets import decode
from broadsheet.read.pages import read_page
from broadsheet.read.titles import fold_title
from quality.corpora import corpora, report, say

pytestmark = pytest.mark.quality

EVERY = 2
WORD = re.compile(r"\w+")


def test_articles_of_pages() -> None:
    ours, alone = 0.0, 0.0
    stated: dict[str, list[bool]] = {"title": [], "author": [], "date": [], "invented": []}
    pages = list(sample(corpora()))
    for truth, html in pages:
        article = read_page(html, url=truth["url"])
        source = decode(html).text.replace("\0", "")
        plain = trafilatura.extract(source, include_comments=False) or ""
        ours += word_f1(article.text if article else "", truth["main_content"])
        alone += word_f1(plain, truth["main_content"])
        compare(truth, article, stated)
    count = len(pages)
    say(f"{count} pages, main text {ours / count:.4f}, trafilatura alone {alone / count:.4f}")
    report(
        "pages",
        {
            "main_text_f1": 100 * ours / count,
            "gain_over_trafilatura": 100 * (ours - alone) / count,
            "title": share(stated["title"]),
            "author": share(stated["author"]),
            "date": share(stated["date"]),
            "undated_left_undated": share(stated["invented"]),
        },
    )


def sample(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield every second page with its truth, by name."""
    with tarfile.open(folder / "pages-dev.tar.gz") as archive:
        members = {member.name: member for member in archive.getmembers()}
        for name in sorted(name for name in members if name.endswith(".html.gz"))[::EVERY]:
            truth = archive.extractfile(members[name.replace(".html.gz", ".json")])
            html = archive.extractfile(members[name])
            assert truth is not None
            assert html is not None
            yield json.load(truth), gzip.decompress(html.read())


def compare(truth: dict[str, Any], article: Article | None, stated: dict[str, list[bool]]) -> None:
    if truth["title"]:
        title = article.title if article else ""
        stated["title"].append(fold_title(title) == fold_title(truth["title"]))
    if truth["author"]:
        names = article.authors if article else ()
        stated["author"].append(folded_names(" ".join(names)) == folded_names(truth["author"]))
    published = article.published if article else None
    if truth["publish_date"]:
        day = published.date().isoformat() if published else ""
        stated["date"].append(day == truth["publish_date"][:10])
    else:
        is_marked = article is not None and article.date_source == GUESSED
        stated["invented"].append(published is None or is_marked)


def folded_names(names: str) -> list[str]:
    return sorted(word for word in WORD.findall(names.casefold()) if word not in {"by", "and"})


def word_f1(found: str, truth: str) -> float:
    ours, theirs = (Counter(WORD.findall(text.lower())) for text in (found, truth))
    size = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / size if size else 1.0


def share(answers: list[bool]) -> float:
    return 100 * sum(answers) / len(answers)
