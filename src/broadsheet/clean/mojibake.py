"""Text that was decoded under the wrong name once too often: "KÃ¼ste" for "Küste".

The repair is ftfy's (R. Speer, 2019), asked only where the tell-tale letters stand, and only about
encodings: everything else it could tidy is somebody's spelling.
"""

from __future__ import annotations

import re

# What the first bytes of UTF-8 letters and marks look like in the Western code page.
_SUSPECT = re.compile("[ÂÃÄÅÎÏÐÑØÙ][\x80-\xbf\u0152-\u2122]|â[\x80-\x9f€‚„†‡‰‹Œ]|[ÐÑ].[ÐÑ]")


def mend_encoding(text: str) -> str:
    """Return the text with letters broken by a wrong decoding put back; idempotent.

    Text that is as it was meant comes back unchanged, and so does what cannot be put back for sure.
    """
    if not _SUSPECT.search(text):
        return text
    import ftfy

    return "\n".join(ftfy.fix_encoding(line) for line in text.split("\n"))
