"""Nothing runs off the side: e-mail and web page, measured by a real browser without a network."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from broadsheet.model.briefings import Style
from broadsheet.model.renderings import Logo
from broadsheet.render.editions import render
from broadsheet.shell.config.templates import load_templates
from broadsheet.shell.pictures.darkroom import make_logo
from broadsheet.shell.preview.conditions import Conditions, seen
from editions import sample_edition
from photographs import CHROMIUM, outcome

WIDTHS = (320, 375, 720)
#: A page of frames, one a width; when all are loaded it writes down how wide each one's content is.
FRAMES = """<!DOCTYPE html><meta charset="utf-8"><title>measuring</title><body>{frames}
<pre id="widths"></pre><script>
// What a chart says may stand over its frame without making the page wider, and is cut there.
function width(page) {{
  const words = [...page.querySelectorAll("svg text")].map(word => word.getBoundingClientRect());
  const left = Math.min(0, ...words.map(box => box.left));
  const right = Math.max(0, ...words.map(box => box.right));
  return Math.ceil(Math.max(page.scrollingElement.scrollWidth, right) - left);
}}
addEventListener("load", () => {{
  document.getElementById("widths").textContent = [...document.querySelectorAll("iframe")].map(
    frame => frame.title + "=" + width(frame.contentDocument)).join(" ");
}});
</script>"""

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on PATH: layout is not measured"
)


def _strained():
    """Return an edition with the longest words and addresses that may turn up."""
    edition = sample_edition()
    story = replace(edition.stories[0], title="Donaudampfschifffahrtselektrizitätenhauptwerk" * 3)
    articles = tuple(
        replace(article, url=article.url + "/" + "x" * 300) for article in edition.articles
    )
    metrics = [_in_crowns(metric) for metric in edition.metrics]
    metrics[0] = replace(metrics[0], label="Kapitalertragsteuerbescheinigung" * 2)
    return replace(
        edition,
        stories=(story, *edition.stories[1:]),
        articles=articles,
        metrics=tuple(metrics),
    )


def _in_crowns(metric):
    """Return a metric whose values take much room to write."""
    history = tuple(replace(point, value=point.value * 1_234_567) for point in metric.history)
    return replace(metric, unit="", currency="SEK", history=history)


def _logo() -> Logo:
    """Return the widest logo there can be."""
    drawn = BytesIO()
    Image.new("RGB", (800, 120), "#9E1B32").save(drawn, "PNG")
    return make_logo(drawn.getvalue())


def _unstyled(html: str) -> str:
    """Return an e-mail as programs show it that drop the style block."""
    return re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)


@pytest.fixture(scope="module")
def widths(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    templates = load_templates()
    pages: dict[str, str] = {}
    (folder / "images").mkdir()
    style = Style(logo_alt="A long name for a picture that does not show")
    for name, edition in (("plain", sample_edition()), ("strained", _strained())):
        rendering = render(
            edition, style, templates, base_url="https://briefs.example", logo=_logo()
        )
        for image, content in rendering.images.items():
            (folder / "images" / image).write_bytes(content)
        pages[f"{name}-email"] = rendering.html
        pages[f"{name}-email-blocked"] = seen(rendering.html, Conditions(images=False))
        pages[f"{name}-email-forced"] = seen(rendering.html, Conditions(scheme="forced"))
        pages[f"{name}-email-unstyled"] = _unstyled(rendering.html)
        pages[f"{name}-web"] = rendering.web
        pages[f"{name}-web-open"] = rendering.web.replace("<details", "<details open")
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    frames = "".join(
        f'<iframe title="{name}@{width}" src="{name}.html" width="{width}" height="400"></iframe>'
        for name in pages
        for width in WIDTHS
    )
    (folder / "frames.html").write_text(FRAMES.format(frames=frames), encoding="utf-8")
    written = outcome(folder / "frames.html", "widths", folder=folder, patience=2_000)
    measured = dict(pair.rsplit("=", 1) for pair in written.split())
    assert len(measured) == len(pages) * len(WIDTHS)
    return {name: int(width) for name, width in measured.items()}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("edition", ["plain", "strained"])
@pytest.mark.parametrize(
    "page", ["email", "email-unstyled", "email-blocked", "email-forced", "web", "web-open"]
)
def test_nothing_runs_off_the_side(widths, edition, page, width):
    assert widths[f"{edition}-{page}@{width}"] <= width
