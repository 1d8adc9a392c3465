"""Notices: the sentence in which a publisher takes an article back, or corrects it.

Such a sentence speaks of the article it stands in ("this article has been retracted"), or is headed
by the word itself ("Correction: ..."). That somebody else retracts something is news.
"""

from __future__ import annotations

import re

_PIECE = r"(?:article|story|report|post|page|piece)"
_RETRACTED = re.compile(
    rf"\b(?:this|our|the above) {_PIECE}(?: of \d+ \w+)? (?:has been|was|is)(?: \w+)?"
    r" (?:retracted|withdrawn|removed|taken down)\b"
    rf"|\bwe (?:have |are )?(?:retract|withdr[ae]w)(?:ed|n|ing)? (?:this|our|the above) {_PIECE}\b"
    r"|^(?:retracted|retraction|withdrawn|zurückgezogen|rétractation|retractación|retirado)"
    r"\s*(?:[:–—-]|$)"
    r"|\b(?:dieser|unser) (?:artikel|beitrag|bericht|text) (?:wurde|ist|wird)(?: \w+){0,3}"
    r" (?:zurückgezogen|entfernt|gelöscht)\b"
    r"|\b(?:cet|notre) article (?:a été|est)(?: \w+)? (?:retiré|rétracté|supprimé)\b"
    r"|\b(?:este|nuestro) artículo (?:ha sido|fue)(?: \w+)?"
    r" (?:retirado|retractado|eliminado)\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"^(?:correction|clarification|editor['’]s note|berichtigung|korrektur|rectificatif|erratum"
    r"|corrección|fe de errores|rectificación)\b[^.:]{0,60}[:–—-]"
    rf"|\b(?:an earlier|a previous|the original) version of this {_PIECE}\b"
    rf"|\bthis {_PIECE} (?:has been|was) (?:corrected|amended)\b"
    r"|\bin einer (?:früheren|ersten) (?:fassung|version)\b"
    r"|\bune version (?:précédente|antérieure) de cet article\b"
    r"|\buna versión anterior de este artículo\b",
    re.IGNORECASE,
)


def is_retracted(text: str) -> bool:
    """Return whether a title or sentence says that its article is retracted or withdrawn."""
    return _RETRACTED.search(text) is not None


def is_corrected(text: str) -> bool:
    """Return whether a sentence says that the article it stands in was corrected."""
    return _CORRECTED.search(text) is not None
