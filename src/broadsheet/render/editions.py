"""An edition in its channel forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from broadsheet.model.briefings import Style
from broadsheet.model.editions import Edition
from broadsheet.model.renderings import Logo, Rendering
from broadsheet.render.charts import picture
from broadsheet.render.emails import render_email
from broadsheet.render.enclosures import FIGURES_FILE, figures_json
from broadsheet.render.environment import fill
from broadsheet.render.mastheads import LOGO_FILE, show_logo
from broadsheet.render.presentation import present
from broadsheet.render.views import EditionView


def render(
    edition: Edition,
    style: Style,
    templates: Mapping[str, str],
    *,
    base_url: str = "",
    fonts_css: str = "",
    logo: Logo | None = None,
) -> Rendering:
    """Return the edition as e-mail, plain text, web page and print HTML. Pure.

    Args:
        edition: What to show.
        style: Accent, masthead and footer text.
        templates: Template sources by name: `email.html.j2`, `email.txt.j2`, `web/edition.html.j2`,
            `print.html.j2` and what they include.
        base_url: Where the edition can be seen and lists be left. With one, the e-mail and its text
            carry the tokens `%%VIEW_URL%%` and `%%UNSUBSCRIBE_URL%%` for delivery to replace.
        fonts_css: More `@font-face` rules for the print and web style sheets.
        logo: The masthead's picture; without one the masthead is written.

    Raises:
        RenderError: a template fails (names template, line and cause), or the accent is no colour.
    """
    view = present(edition, style)
    if logo is not None:
        view = replace(view, logo=show_logo(logo, alt=style.logo_alt, masthead=view.masthead))
    online = bool(base_url)
    return Rendering(
        subject=view.subject,
        html=render_email(view, templates, online=online),
        text=fill(templates, "email.txt.j2", edition=view, online=online).strip() + "\n",
        web=fill(templates, "web/edition.html.j2", edition=view, fonts_css=fonts_css),
        print_html=fill(templates, "print.html.j2", edition=view, fonts_css=fonts_css),
        images=_images(view) | ({LOGO_FILE: logo.png} if logo is not None else {}),
        attachments={FIGURES_FILE: figures_json(edition, view)} if edition.metrics else {},
        made_at=edition.made_at,
    )


def _images(view: EditionView) -> dict[str, bytes]:
    """Return the pictures of the e-mail as PNG, by file name."""
    drawn = {metric.image: metric.spark_screen for metric in view.metrics if metric.image}
    drawn |= {story.series.image: story.series.mail_svg for story in view.stories if story.series}
    return {name: picture(svg) for name, svg in drawn.items()}
