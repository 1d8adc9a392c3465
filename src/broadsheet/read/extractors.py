"""The extractors that vote on a page's main text, each as text with blank lines between paragraphs.

They differ in kind, which is what makes their agreement worth something: trafilatura (A. Barbaresi,
ACL 2021) goes by rules about markup, resiliparse (J. Bevendorff et al., ECIR 2018) by tags and
class names alone, jusText (J. Pomikálek, 2011) by stop words and link density, and our own
`gravity` by where running text gathers. None of them is given an address to fetch.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# jusText looks for the neighbours of every short paragraph: their square is what it costs.
_MOST_TAGS = 10_000
_BULLET = re.compile(r"^\s*[-–—•*]\s+")


def balanced_text(tree: Any) -> str:
    """Return what trafilatura takes for main text, second opinions of its own included."""
    return _trafilatura(tree, generous=False)


def generous_text(tree: Any) -> str:
    """Return all that trafilatura's own rules take for main text, without second opinions."""
    return _trafilatura(tree, generous=True)


def tagged_text(html: str) -> str:
    """Return what resiliparse takes for the main content."""
    from resiliparse.extract.html2text import extract_plain_text

    found = extract_plain_text(
        html,
        main_content=True,
        alt_texts=False,
        links=False,
        form_fields=False,
        noscript=False,
        list_bullets=False,
        comments=False,
    )
    return _paragraphs(found)


def stop_word_text(html: str) -> str:
    """Return the paragraphs that jusText takes for good ones, by the stop words of any language.

    A page of more than 10,000 elements has none.
    """
    import justext

    if html.count("<") - html.count("</") > _MOST_TAGS:
        return ""
    try:
        found = justext.justext(html, _stop_words())
    except Exception:  # noqa: BLE001 - a third party's parser on hostile input: no text
        return ""
    return "\n\n".join(part.text for part in found if not part.is_boilerplate)


@cache
def _stop_words() -> frozenset[str]:
    import justext

    names = sorted(justext.get_stoplists())
    return frozenset(word for name in names for word in justext.get_stoplist(name))


def _trafilatura(tree: Any, *, generous: bool) -> str:
    import trafilatura

    try:
        found = trafilatura.extract(
            tree,
            include_comments=False,
            include_images=False,
            include_links=False,
            deduplicate=False,
            output_format="txt",
            favor_recall=generous,
            fast=generous,
        )
    except Exception:  # noqa: BLE001 - a third party's parser on hostile input: no text
        return ""
    return _paragraphs(found or "")


def _paragraphs(text: str) -> str:
    """Return lines as paragraphs, without bullets and the strokes around and below table rows."""
    lines = (_BULLET.sub("", line).strip().strip("|").strip() for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line.strip("-| "))
