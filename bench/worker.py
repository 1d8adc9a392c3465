"""One measured run in its own process: prints CPU seconds by stage and peak memory as JSON."""

from __future__ import annotations

import json
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from broadsheet.clean.duplicates import drop_duplicates
from broadsheet.group.stories import group_stories
from broadsheet.model.windows import Window
from broadsheet.pipeline import make_edition
from broadsheet.shell.app.program import App, say_nothing


def _cpu() -> float:
    """CPU seconds of this process and its finished children (the PDF is printed in one)."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (
            resource.getrusage(resource.RUSAGE_SELF),
            resource.getrusage(resource.RUSAGE_CHILDREN),
        )
    )


def main() -> None:
    app = App.open(Path(sys.argv[1]))
    briefing = app.briefing("bench")
    now = datetime(2026, 10, 5, 7, 30, tzinfo=UTC)
    figures: dict[str, float] = {}
    mark = _cpu()

    def lap(name: str) -> None:
        nonlocal mark
        figures[f"cpu {name}"] = _cpu() - mark
        mark = _cpu()

    lap("(start)")
    app.collect(briefing, now=now, report=say_nothing)
    lap("read, clean, store")
    span = Window(start=datetime(2026, 9, 1, tzinfo=UTC), end=now)
    articles = app.store.articles.between(
        span, sources=[source.name for source in briefing.sources]
    )
    lap("load")
    kept = drop_duplicates(articles)
    lap("find copies (part of analyse)")
    group_stories(kept.kept, copies=kept.copies)
    lap("group (part of analyse)")
    parts = {key: figures.pop(key) for key in list(figures) if key.endswith("(part of analyse)")}
    edition = make_edition(briefing, articles, (), now)
    lap("analyse, compose")
    publication = app.publication(edition, briefing)
    rendering = publication.rendering()
    lap("render")
    app.printer.print(rendering)
    app.printer.close()
    lap("print PDF")
    figures["peak MB"] = (
        max(
            resource.getrusage(who).ru_maxrss
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        / 1024
    )
    figures |= {key.removeprefix("cpu "): value for key, value in parts.items()}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
