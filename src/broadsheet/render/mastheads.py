"""The masthead's picture: where it stands, and what is read out instead of it."""

from __future__ import annotations

from base64 import b64encode

from broadsheet.model.renderings import Ground, Logo
from broadsheet.render.prose import inert
from broadsheet.render.views import LogoView

#: The picture's name beside the e-mail and among the print engine's pictures.
LOGO_FILE = "logo.png"
#: A picture at least this many times as wide as high is a word, and stands for the masthead; a
#: narrower one is a sign, and stands beside it.
_WORD = 2.0


def show_logo(logo: Logo, *, alt: str, masthead: str) -> LogoView:
    """Return a logo as templates show it.

    Args:
        logo: The picture.
        alt: What the briefing has read out instead of it; may be empty.
        masthead: The publication's name.
    """
    beside = logo.width < _WORD * logo.height
    return LogoView(
        image=LOGO_FILE,
        data=f"data:image/png;base64,{b64encode(logo.png).decode()}",
        width=logo.width,
        height=logo.height,
        alt=inert(alt, limit=80) or ("" if beside else masthead),
        beside=beside,
        chip=logo.ground is Ground.LIGHT,
    )
