"""CPU, size and memory of rendering: the e-mail, inlining, the linter, PDFs of 6 and 40 pages.

`python -m bench.rendering`. Every PDF is printed in a process of its own: by our engine, as a draft
and by a bare WeasyPrint call on the same HTML, the floor. Forty pages of nothing but headings and
paragraphs tell how fast the machine is. The budget stands in the last column. CPU time, not wall
time, because the machine is shared.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bench.newsroom import stored_articles
from broadsheet.model.briefings import Style
from broadsheet.model.editions import Edition
from broadsheet.model.renderings import Rendering
from broadsheet.pipeline import analyse_articles
from broadsheet.render.editions import render
from broadsheet.render.emails import inline
from broadsheet.render.environment import fill
from broadsheet.render.lint.email import lint_email
from broadsheet.render.presentation import present
from broadsheet.shell.app.linting import load_support
from broadsheet.shell.config.templates import load_templates
from broadsheet.shell.pdf.engine import AssetFetcher
from broadsheet.shell.pdf.fonts import FACES, load_fonts
from broadsheet.shell.pdf.jobs import Job
from broadsheet.shell.pdf.worker import open_press

NOW = datetime(2026, 10, 5, 7, 30, tzinfo=UTC)
#: Stories that make about so many pages.
STORIES = {"6 pages": 24, "40 pages": 420}
RENDERS = 50
MEGABYTE = 1024 * 1024


def edition_of(stories: int) -> Edition:
    """Return an edition on generated articles: that many stories, of two sources each."""
    base = analyse_articles(stored_articles(60, days=6), now=NOW)
    kinds = base.stories
    told = tuple(
        replace(
            kinds[number % len(kinds)],
            id=f"s-{number}",
            rank=number + 1,
            article_ids=kinds[number % len(kinds)].article_ids[:2],
        )
        for number in range(stories)
    )
    return replace(base, stories=told)


def _best(work: Callable[[], Any], times: int = 7) -> float:
    """Return the least CPU milliseconds of a few runs."""
    taken = []
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken) * 1000


def _mail() -> None:
    templates, data = load_templates(), load_support()
    edition = next(
        made
        for count in range(4, 60)
        if len(render(made := edition_of(count), Style(), templates).html) >= 60_000
    )
    html = render(edition, Style(), templates).html
    view = present(edition, Style())
    raw = fill(
        templates, "email.html.j2",
        edition=view, shown_stories=99, most=999, most_links=40, online=False,
    )  # fmt: skip
    parts = {
        "all four channels rendered": lambda: render(edition, Style(), templates),
        "inlining alone": lambda: inline(raw),
        "linting alone": lambda: lint_email(html, data, today=date(2026, 10, 5)),
    }
    times = {name: _best(work) for name, work in parts.items()}
    print(f"e-mail of {len(html):,} bytes                  CPU ms   budget")
    for name, budget in (("inlining alone", "5"), ("linting alone", "")):
        print(f"  {name:36}{times[name]:8.1f}{budget:>9}")
    print(f"  {'render (all channels), inline':36}{times['all four channels rendered']:8.1f}")
    total = times["all four channels rendered"] + times["linting alone"]
    print(f"  {'render + inline + lint':36}{total:8.1f}{'100':>9}\n")


def _job(rendering: Rendering) -> Job:
    return Job(
        html=rendering.print_html,
        images=dict(rendering.images),
        attachments=dict(rendering.attachments),
        made_at=rendering.made_at,
    )


def _print_with(engine: str, stories: int) -> dict[str, float]:
    """Print one document in this process: CPU seconds, megabytes, pages, bytes."""
    rendering = render(edition_of(stories), Style(), load_templates())
    fonts = load_fonts()
    begun = time.process_time()
    if engine != "bare":
        job = _job(rendering)
        pdf = open_press(fonts)(replace(job, draft="Draft") if engine == "draft" else job)[1]
    else:
        import weasyprint

        fetcher = AssetFetcher({f"asset:fonts/{name}": data for name, data in fonts.items()})
        faces = fonts[FACES].decode()
        html = rendering.print_html.replace("</style>", f"{faces}</style>", 1)
        pdf = weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf()
    cpu = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu": cpu, "MB": peak, "pages": _pages(pdf), "bytes": len(pdf)}


def _pages(pdf: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    document.close()
    return count


def _plain(_: int) -> dict[str, float]:
    """Print forty pages of headings and paragraphs, with no style to speak of."""
    text = "The harbour board said that ships longer than ninety metres must wait for the tide. "
    body = f"<h2>Heading</h2><p>{text * 6}<p>{text * 6}" * 145
    sheet = "@page { margin: 22mm 18mm } body { font: 9.6pt/1.46 'Source Serif 4' }"
    html = f'<!DOCTYPE html><html lang="en"><title>Plain</title><style>{sheet}</style>{body}'
    press = open_press(load_fonts())
    begun = time.process_time()
    pdf = press(Job(html=html, images={}, attachments={}, made_at=None))[1]
    return {"cpu": time.process_time() - begun, "pages": _pages(pdf)}


def _growth(_: int) -> dict[str, float]:
    """Print a short document many times with one engine: megabytes gained, seconds for one."""
    job = _job(render(edition_of(STORIES["6 pages"]), Style(), load_templates()))
    press = open_press(load_fonts())
    for _ in range(5):
        press(job)
    before, begun = _resident(), time.process_time()
    for _ in range(RENDERS):
        press(job)
    return {
        "growth": (_resident() - before) / MEGABYTE,
        "each": (time.process_time() - begun) / RENDERS,
    }


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def _in_a_process(*arguments: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.rendering", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    if len(sys.argv) == 3:
        stories = int(sys.argv[2])
        kinds = {"growth": _growth, "plain": _plain}
        kind = sys.argv[1]
        work = kinds[kind](stories) if kind in kinds else _print_with(kind, stories)
        print(json.dumps(work))
        return
    _mail()
    budgets = {"6 pages": "1.5 s, 400 KB", "40 pages": "5 s, 256 MB"}
    print("PDF, first in its process     CPU s   pages      KB  peak MB   budget")
    for name, stories in STORIES.items():
        for engine in ("ours", "draft", "bare WeasyPrint"):
            found = _in_a_process(engine.split()[0], str(stories))
            budget = budgets[name] if engine == "ours" else ""
            print(
                f"  {name + ', ' + engine:26}{found['cpu']:7.2f}{found['pages']:8.0f}"
                f"{found['bytes'] / 1024:8.0f}{found['MB']:9.0f}   {budget}"
            )
    plain = _in_a_process("plain", "0")
    print(f"  {'plain text':26}{plain['cpu']:7.2f}{plain['pages']:8.0f}")
    found = _in_a_process("growth", "0")
    print(
        f"\n{RENDERS} documents of 6 pages in one process: {found['each']:.2f} CPU s each, "
        f"{found['growth']:+.0f} MB (budget +100 MB)"
    )


if __name__ == "__main__":
    main()
