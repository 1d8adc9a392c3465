"""axe-core finds nothing to object to in the e-mail, the web page and the archive, in a real browser.

Every page is looked at in light and dark colours, at the width of a desk and of a phone.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from io import BytesIO

import pytest
from PIL import Image

from broadsheet.model.briefings import Style
from broadsheet.model.renderings import Ground, Logo
from broadsheet.render.archive import Shelf, render_archive, shelve
from broadsheet.render.editions import render
from broadsheet.shell.config.templates import load_templates
from broadsheet.shell.preview.conditions import Conditions, seen
from editions import sample_edition
from photographs import CHROMIUM, outcome

WIDTHS = (375, 720)
SCHEMES = ("light", "dark")
#: Looks at one frame after the other and writes down what axe objects to. Pages forbid scripts; the
#: copies looked at have that rule taken out, and axe put in.
DESK = """<!DOCTYPE html><meta charset="utf-8"><title>looking</title><body>{frames}
<pre id="found"></pre><script>
addEventListener("load", async () => {{
  const found = {{}};
  for (const frame of document.querySelectorAll("iframe")) {{
    const axe = frame.contentWindow.axe;
    const results = await axe.run(frame.contentDocument, {{
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
      rules: frame.title.startsWith("email") ? {letters} : {{}}, iframes: false}});
    found[frame.title] = results.violations.map(each =>
      each.id + ": " + each.nodes.map(node => node.target.join(" ") + " " + node.failureSummary).join(" | "));
    found[frame.title + " rules"] = results.passes.map(each => each.id);
  }}
  document.getElementById("found").textContent = JSON.stringify(found);
}});
</script>"""

#: A mail is shown within a program's page, which has the landmarks.
LETTERS = '{"landmark-one-main": {enabled: false}, "region": {enabled: false}}'

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on PATH: accessibility is not looked at"
)


def _pages() -> dict[str, str]:
    templates = load_templates()
    edition = sample_edition()
    drawn = BytesIO()
    Image.new("RGB", (400, 80), "#16202A").save(drawn, "PNG")
    logo = Logo(png=drawn.getvalue(), width=200, height=40, ground=Ground.LIGHT)
    rendering = render(edition, Style(), templates, base_url="https://briefs.example", logo=logo)
    shelf = Shelf(briefing="weekly", style=Style(), editions=[shelve(edition, folder="no1")])
    archive = render_archive([shelf], templates)
    return {
        "email": rendering.html,
        "web": rendering.web,
        "web-open": rendering.web.replace("<details", "<details open"),
        "archive": archive["weekly/index.html"].decode(),
        "front": archive["index.html"].decode(),
    }


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    axe = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    (folder / "axe.js").write_text(axe, encoding="utf-8")
    frames = []
    for name, html in _pages().items():
        for scheme in SCHEMES:
            page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
            page = seen(page, Conditions(scheme=scheme))
            page = page.replace("</head>", '<script src="axe.js"></script></head>', 1)
            (folder / f"{name}-{scheme}.html").write_text(page, encoding="utf-8")
            frames += [
                f'<iframe title="{name}-{scheme}@{width}" src="{name}-{scheme}.html" '
                f'width="{width}" height="800"></iframe>'
                for width in WIDTHS
            ]
    (folder / "desk.html").write_text(
        DESK.format(frames="".join(frames), letters=LETTERS), encoding="utf-8"
    )
    return json.loads(outcome(folder / "desk.html", "found", folder=folder, patience=60_000))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("page", ["email", "web", "web-open", "archive", "front"])
def test_nothing_stands_in_a_readers_way(found, page, scheme, width):
    seen_here = f"{page}-{scheme}@{width}"
    assert found[seen_here] == []
    assert {"color-contrast", "html-has-lang"} <= set(found[f"{seen_here} rules"])
