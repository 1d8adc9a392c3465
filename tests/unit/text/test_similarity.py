from __future__ import annotations

import pytest

from broadsheet.text.similarity import (
    containment,
    cosine,
    count_documents,
    shingle_sketch,
    shingles,
    tfidf_vector,
    thin,
    unit,
)

LONG = " ".join(f"word{i}" for i in range(1000))
SHORT = " ".join(f"word{i}" for i in range(60))


def test_a_short_text_keeps_every_shingle_and_a_long_one_a_sample() -> None:
    assert len(shingle_sketch(SHORT)) == 57
    assert shingle_sketch(LONG) == thin(shingles(LONG))
    assert 80 < len(shingle_sketch(LONG)) < 170


def test_a_text_of_few_words_is_one_shingle_and_none_has_none() -> None:
    assert len(shingle_sketch("The quay")) == 1
    assert shingle_sketch("") == frozenset()


def test_case_and_punctuation_do_not_matter() -> None:
    assert shingle_sketch("The quay, at last: OPEN!") == shingle_sketch("the quay at last open")


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [
        (LONG, LONG, 1.0),
        (SHORT, LONG, 1.0),
        (LONG, SHORT, 1.0),
        (SHORT, "other words are these", 0.0),
        ("", LONG, 0.0),
    ],
)
def test_containment_is_the_share_of_the_smaller_text(a: str, b: str, share: float) -> None:
    assert containment(shingle_sketch(a), shingle_sketch(b)) == share


def test_half_a_text_inside_another_is_half_contained() -> None:
    half = " ".join([f"word{i}" for i in range(500)] + [f"fresh{i}" for i in range(500)])
    assert containment(shingle_sketch(LONG), shingle_sketch(half)) == pytest.approx(0.5, abs=0.1)


def test_a_rare_term_weighs_more_than_a_common_one() -> None:
    frequencies = count_documents([["port", "ferry"], ["port", "cells"], ["port"]])
    vector = tfidf_vector(["port", "ferry"], frequencies)
    assert vector["ferry"] > vector["port"] > 0
    assert frequencies.idf("unheard") > frequencies.idf("ferry")


def test_a_small_collection_can_be_taken_for_a_larger_one() -> None:
    few = count_documents([["port"]], at_least=40)
    assert few.documents == 40
    assert count_documents([["port"]] * 50, at_least=40).documents == 50


def test_no_terms_make_an_empty_vector_like_nothing() -> None:
    assert tfidf_vector([], count_documents([])) == {} == unit({"a": 0.0})
    assert cosine({}, {"a": 1.0}) == 0.0
