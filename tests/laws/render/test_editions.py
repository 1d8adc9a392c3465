"""What holds of rendered editions whatever they say."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings

from broadsheet.model.briefings import Style
from broadsheet.render.editions import render
from broadsheet.render.emails import MOST_BYTES
from outline import Outline
from strategies import editions


@settings(
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ]
)
@given(edition=editions)
def test_rendering_never_fails_on_a_valid_edition(templates, edition):
    rendering = render(edition, Style(), templates, base_url="https://briefs.example")
    for part in (
        rendering.subject,
        rendering.html,
        rendering.text,
        rendering.web,
        rendering.print_html,
    ):
        part.encode("utf-8")
    for channel in (rendering.html, rendering.web, rendering.print_html):
        page = Outline(re.sub(r"<!--.*?-->", "", channel, flags=re.DOTALL))
        assert not page.all("script")
        assert all(link.startswith(("http://", "https://")) for link in page.links())
    assert len(rendering.html.encode()) <= MOST_BYTES
    assert all(len(line) <= 78 or "http" in line for line in rendering.text.splitlines())
