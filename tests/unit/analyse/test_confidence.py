from __future__ import annotations

from datetime import timedelta

import pytest

from broadsheet.analyse.confidence import earn_confidence
from broadsheet.analyse.phrases import Phrases
from broadsheet.model.independence import support_of
from broadsheet.model.insights import Confidence
from deskwork import NOW, article


def papers(*names, **more):
    return [article(f"{name} reports.", publisher=name, **more) for name in names]


def earned(articles, **more):
    return earn_confidence(
        articles, copies=more.pop("copies", {}), now=NOW, phrases=Phrases("en"), **more
    )


@pytest.mark.parametrize(
    ("names", "level", "reason"),
    [
        ([], Confidence.LOW, "no publisher"),
        (["Ledger"], Confidence.LOW, "one publisher, Ledger"),
        (["Ledger", "Post"], Confidence.MODERATE, "two independent publishers"),
        (["Ledger", "Post", "Wire"], Confidence.HIGH, "three independent publishers"),
        ([f"P{n}" for n in range(8)], Confidence.HIGH, "eight independent publishers"),
    ],
)
def test_confidence_grows_with_independent_publishers(names, level, reason):
    got = earned(papers(*names))
    assert (got.level, got.reason) == (level, reason)


def test_a_family_counts_once():
    got = earned(papers("Wire", "Business", family="Group"))
    assert got.level is Confidence.LOW
    assert got.reason == "one publisher: Wire and Business share an owner or a text"


def test_a_copied_text_counts_once_and_its_publisher_for_its_own_words():
    original, copy = papers("Ledger", "Post")
    own = article("Post has more.", publisher="Post")
    copies = {original.id: (copy.id,)}
    assert support_of([original, copy], copies).families == ("Ledger",)
    assert support_of([copy, original], copies).families == ("Ledger",)
    assert support_of([copy], copies).families == ("Post",)
    assert support_of([original, copy, own], copies).families == ("Ledger", "Post")


def test_a_primary_document_earns_more():
    assert earned(papers("Registry", tags=("primary",))).level is Confidence.MODERATE
    both = [*papers("Registry", tags=("primary",)), *papers("Post")]
    got = earned(both)
    assert got.level is Confidence.HIGH
    assert got.reason == "two independent publishers, a primary document among them"
    assert earned(papers("Registry", tags=("primary",))).reason == "a primary document, Registry"


def test_a_subject_s_own_figure_is_never_high():
    assert earned(papers("Ledger"), self_reported=True).level is Confidence.LOW
    got = earned(papers("A", "B", "C"), self_reported=True)
    assert got.level is Confidence.MODERATE
    assert "own figure" in got.reason
    assert earned(papers("A", "B"), self_reported=True).level is Confidence.MODERATE


def test_old_and_undated_reports_are_not_high():
    old = papers("A", "B", "C", published=NOW - timedelta(days=8))
    assert earned(old).level is Confidence.MODERATE
    assert "older than seven days" in earned(old).reason
    assert earned(papers("A", "B", "C", published=None)).level is Confidence.MODERATE


def test_an_open_check_makes_it_low():
    got = earned(papers("A", "B", "C"), doubts=["doubt_figures"])
    assert (got.level, got.reason) == (
        Confidence.LOW, "three independent publishers, the figures differ",
    )  # fmt: skip


def test_an_article_without_a_publisher_stands_for_itself():
    nameless = article("Nobody signs.", publisher="")
    assert support_of([nameless], {}).families == (nameless.id,)
    assert earned([nameless]).reason == "one publisher"
