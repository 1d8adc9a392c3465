"""The e-mail: styles written onto the elements, the whole under the size mail programs cut at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

import css_inline

from broadsheet.errors import RenderError
from broadsheet.render.environment import fill
from broadsheet.render.views import EditionView

#: Gmail clips at about 102 KB and then loses the footer; links grow when they are personalised.
MOST_BYTES = 90_000
#: The list of stories that did not fit is itself bounded.
MOST_LINKS = 40

#: A run of this many characters does not fit a phone's line, and mail programs agree on no style
#: that would break it. Chinese, Japanese and Korean break by themselves.
_LONG_RUN = re.compile(
    r"<style\b.*?</style>|<[^>]*>|&[^;\s]{1,32};|[^\s<&\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]{25,}",
    re.DOTALL,
)
_PIECE = 12
_ZERO_WIDTH_SPACE = "&#8203;"
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_CLASS_IN_STYLE = re.compile(r"\.([A-Za-z_][\w-]*)")
_CLASS = re.compile(r' class="([^"<>]*)"')

_INLINER = css_inline.CSSInliner(
    keep_style_tags=False,
    keep_at_rules=False,
    minify_css=True,
    load_remote_stylesheets=False,
)


def render_email(view: EditionView, templates: Mapping[str, str], *, online: bool) -> str:
    """Return the e-mail's HTML with inlined styles, under 90 KB.

    When it would be larger, the lowest-ranked stories become a list of links, then the other long
    lists are shortened; the footer always stays.

    Args:
        view: The edition.
        templates: Sources by name.
        online: Whether there are addresses for "view online" and "unsubscribe".

    Raises:
        RenderError: a template fails, or even the shortest form is too large.
    """
    tries = _tries(len(view.stories))

    def attempt(index: int) -> str:
        shown, most = tries[index]
        return inline(
            fill(
                templates,
                "email.html.j2",
                edition=view,
                shown_stories=shown,
                most=most,
                most_links=MOST_LINKS,
                online=online,
            )
        )

    def fits(html: str) -> bool:
        return len(html.encode()) <= MOST_BYTES

    whole = attempt(0)
    if fits(whole):
        return whole
    # Each try is smaller than the one before, so the first that fits is found by halving.
    shorter = range(1, len(tries))
    first = 1 + bisect_left(shorter, 1, key=lambda index: int(fits(attempt(index))))
    if first == len(tries):
        raise RenderError(
            f"the e-mail is larger than {MOST_BYTES:,} bytes however much is left out",
            what="email.html.j2",
            remedy="shorten the template, or the footer of the briefing's style",
        )
    return attempt(first)


def _tries(stories: int) -> list[tuple[int, int]]:
    """Return what to try, most first: stories shown in full, and the length of the other lists."""
    return [
        *((shown, 1_000) for shown in range(min(stories, 60), 0, -1)),
        *((min(stories, 1), most) for most in (60, 30, 15, 8, 4, 2, 0)),
    ]


def inline(html: str) -> str:
    """Return the e-mail with its styles on the elements. Raises RenderError."""
    try:
        return _without_spent_classes(_INLINER.inline(_LONG_RUN.sub(_with_breaks, html)))
    except css_inline.InlineError as error:
        raise RenderError(f"the styles cannot be inlined: {error}", what="email.html.j2") from error


def _with_breaks(match: re.Match[str]) -> str:
    """Return markup as it is, and a long word of the text with places to break."""
    run = match[0]
    if run.startswith(("<", "&")):
        return run
    pieces = (run[start : start + _PIECE] for start in range(0, len(run), _PIECE))
    return _ZERO_WIDTH_SPACE.join(pieces)


def _without_spent_classes(html: str) -> str:
    """Return the e-mail without the classes whose rules have all been written onto the elements."""
    used = {name for css in _STYLE.findall(html) for name in _CLASS_IN_STYLE.findall(css)}

    def keep(match: re.Match[str]) -> str:
        kept = " ".join(name for name in match[1].split() if name in used)
        return f' class="{kept}"' if kept else ""

    return _CLASS.sub(keep, html)
