"""What holds of email whatever the input."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model.briefings import Style
from broadsheet.render.editions import render
from broadsheet.render.lint.email import lint_email
from broadsheet.render.lint.support import read_support
from editions import sample_edition

ROOT = Path(__file__).parents[4]

DATA = read_support((ROOT / "src/broadsheet/render/lint/caniemail.json").read_bytes())

TODAY = date(2026, 11, 20)


def lint(html, **more):
    return lint_email(html, DATA, today=TODAY, **more)


@pytest.fixture(scope="module")
def rendering(templates):
    return render(sample_edition(), Style(), templates, base_url="https://briefs.example")


@pytest.fixture(scope="module")
def report(rendering):
    return lint(
        rendering.html, text=rendering.text, subject=rendering.subject, images=rendering.images
    )


@given(st.text(alphabet="<>/=\"'{};:@#()[]*,+~.!-abpsty \n%&\u00e9\x00", max_size=300))
def test_no_text_breaks_the_linter(text):
    for html in (text, f"<style>{text}</style><p style='{text}'>x</p>"):
        report = lint(html, text=text, subject=text)
        assert report.faults
        assert report == lint(html, text=text, subject=text)
