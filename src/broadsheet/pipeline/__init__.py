"""The journey, once, top to bottom. The only place that knows the order of the stages.

    gather        sources ─► plan ─► fetch ─► read ─► clean ─► stored articles
    recheck       pages that recent editions used ─► fetch ─► changed texts, pages that are gone
    make_edition  articles ─► window, filters ─► duplicates ─► stories ─► figures, takeaways,
                  expectations, conflicts, insight ─► checks ─► one frozen EDITION        (pure)

Publication (e-mail, text, web page, PDF) and delivery follow in the shell, from the frozen edition
and the ledger alone.
"""

from broadsheet.pipeline.examining import (
    Examination,
    clear_together,
    examine_location,
    examine_locations,
    read_location,
)
from broadsheet.pipeline.following import Report
from broadsheet.pipeline.gathering import Gathered, gather
from broadsheet.pipeline.making import analyse_articles, candidates, make_edition
from broadsheet.pipeline.probing import Probe, discover, probe
from broadsheet.pipeline.rechecking import find_revisions, recheck

__all__ = [
    "Examination",
    "Gathered",
    "Probe",
    "Report",
    "analyse_articles",
    "candidates",
    "clear_together",
    "discover",
    "examine_location",
    "examine_locations",
    "find_revisions",
    "gather",
    "make_edition",
    "probe",
    "read_location",
    "recheck",
]
