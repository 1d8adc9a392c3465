"""Templates of somebody else: they render as ours do, and can neither hang nor reach anything."""

from __future__ import annotations

import pytest

from broadsheet.errors import RenderError
from broadsheet.model.briefings import Style
from broadsheet.render.archive import Shelf, shelve
from broadsheet.shell.config.templates import load_templates
from broadsheet.shell.rendering.renderers import DirectRenderer, FencedRenderer
from editions import sample_edition

TEMPLATES = load_templates()


@pytest.fixture(scope="module")
def fenced():
    renderer = FencedRenderer()
    yield renderer
    renderer.close()


@pytest.fixture
def narrow():
    renderer = FencedRenderer(seconds=6, memory=600 * 1024**2)
    yield renderer
    renderer.close()


def edition_with(renderer, text: str):
    templates = {**TEMPLATES, "email.txt.j2": text}
    return renderer.edition(sample_edition(), Style(), templates, base_url="")


def test_both_ways_give_the_same(fenced):
    shelf = Shelf(
        briefing="weekly",
        style=Style(),
        editions=[shelve(sample_edition(), folder="no14")],
    )
    made = [
        (
            renderer.edition(
                sample_edition(), Style(), TEMPLATES, base_url="https://briefs.example"
            ),
            renderer.archive([shelf], TEMPLATES, base_url="https://briefs.example"),
        )
        for renderer in (DirectRenderer(), fenced)
    ]
    assert made[0] == made[1]


ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
GREEDY = (
    "{% set n = namespace(x='x') %}{% for a in range(40) %}{% set n.x = n.x ~ n.x %}{% endfor %}"
)


@pytest.mark.parametrize(
    ("template", "message"),
    [(ENDLESS, "6 seconds"), (GREEDY, "more memory|ended")],
    ids=["endless", "greedy"],
)
def test_a_template_out_of_bounds_fails_alone(narrow, template, message):
    with pytest.raises(RenderError, match=message):
        edition_with(narrow, template)
    assert edition_with(narrow, "fine").text == "fine\n"


def test_a_mistake_is_told_with_template_and_line(fenced):
    with pytest.raises(RenderError, match=r"email\.txt\.j2:2: .*'edision' is undefined"):
        edition_with(fenced, "one\n{{ edision.headline }}")


@pytest.mark.parametrize(
    "template",
    [
        "{{ edition.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ edition.stories.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os }}",
    ],
)
def test_the_sandbox_holds(fenced, template):
    with pytest.raises(RenderError, match=r"unsafe|undefined"):
        edition_with(fenced, template)
