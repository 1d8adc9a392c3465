"""Errors in templates say where they are."""

from __future__ import annotations

from dataclasses import fields

import pytest

from broadsheet.errors import RenderError
from broadsheet.render.environment import fill
from broadsheet.render.views import SourceView

#: What a source has beside its number and publisher.
OTHERS = {each.name for each in fields(SourceView)} - {"number", "publisher"}


@pytest.mark.parametrize(
    ("source", "where", "message"),
    [
        ("one\n{{ edition.headlin }}", "page.html.j2:2", "headlin"),
        ("\n\n{{ subhead }}", "page.html.j2:3", "'subhead' is undefined"),
        ("{% if %}", "page.html.j2:1", "Expected an expression"),
        ("a\n{% endfor %}", "page.html.j2:2", "unknown tag 'endfor'"),
        ("{{ 1 / 0 }}", "page.html.j2:1", "ZeroDivisionError"),
        ("\n{% include 'gone.j2' %}", "page.html.j2:2", "template not found: gone.j2"),
        ("{{ ''.__class__.__mro__ }}", "page.html.j2:1", "unsafe"),
        ("{{ range(99999999) }}", "page.html.j2:1", "OverflowError"),
        ("x\n{% include 'part.j2' %}", "part.j2:2", "'nothing' is undefined"),
    ],
)
def test_a_failing_template_is_named_with_line_and_cause(source, where, message):
    templates = {"page.html.j2": source, "part.j2": "\n{{ nothing }}"}
    with pytest.raises(RenderError) as caught:
        fill(templates, "page.html.j2", edition=object())
    assert caught.value.what == where
    assert message in caught.value.message


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{{ source.publsher }}", "`source` has no `publsher`; did you mean `publisher`?"),
        ("{{ source.colour }}", "`source` has no `colour`"),
        ("{{ source[3] }}", "has no element 3"),
    ],
)
def test_a_misspelt_name_is_told_with_the_nearest_one(source, message):
    view = SourceView(number=1, publisher="Harbour Ledger", **dict.fromkeys(OTHERS, ""))
    with pytest.raises(RenderError) as caught:
        fill({"page.html.j2": source}, "page.html.j2", source=view)
    assert caught.value.message.endswith(message)


def test_a_missing_template_is_named():
    with pytest.raises(RenderError, match=r"print\.html\.j2: template not found"):
        fill({}, "print.html.j2")


def test_markup_is_escaped_except_in_the_plain_part():
    templates = {"a.html.j2": "{{ x }}", "a.txt.j2": "{{ x }}"}
    assert fill(templates, "a.html.j2", x="<b>") == "&lt;b&gt;"
    assert fill(templates, "a.txt.j2", x="<b>") == "<b>"


def test_templates_can_not_change_what_they_are_given():
    with pytest.raises(RenderError, match="append"):
        fill({"a.html.j2": "{{ x.append(1) }}"}, "a.html.j2", x=[])


def test_a_template_that_outgrows_its_memory_is_told_so_in_words():
    def grow():
        raise MemoryError

    with pytest.raises(RenderError, match=r"page\.j2:2: needs more memory"):
        fill({"page.j2": "one\n{{ grow() }}"}, "page.j2", grow=grow)
