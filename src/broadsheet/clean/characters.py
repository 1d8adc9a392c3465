"""Characters that do not belong in an article: controls, zero width, direction marks, odd spaces.

They hide text, fool matching and break layouts; none of them carries meaning in running prose
except joiners inside scripts and emoji that need them, which stay.
"""

from __future__ import annotations

import re

_LINE_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 controls
    r"\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"  # soft hyphen, fillers, Arabic letter mark
    r"\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # zero width, bidirectional controls
    r"\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"  # surrogates, non-characters
    r"\ue000-\uf8ff\U000e0000-\U000e007f]"  # private use, tags
)
_IDLE_JOINER = re.compile(
    r"(?<![\u0600-\u1fff\u200d\ufe0f\u2190-\u2bff\U0001f000-\U0001faff])[\u200c\u200d]"
)
_BLANKS = re.compile(r" {2,}")


def clean_characters(text: str) -> str:
    """Return the text with line feeds and plain spaces and nothing invisible; idempotent."""
    text = _SPACES.sub(" ", _LINE_BREAKS.sub("\n", text))
    text = _INVISIBLE.sub("", text)
    shorter = _IDLE_JOINER.sub("", text)
    while shorter != text:  # a joiner behind a dropped joiner is idle too
        text, shorter = shorter, _IDLE_JOINER.sub("", shorter)
    return _BLANKS.sub(" ", text)
