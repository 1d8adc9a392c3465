"""CPU and memory of each step of the analysis, its growth, and the yardsticks beside it.

`python -m bench.analysis 1000 10000` (the default). Each size runs in its own process. 100,000 full
articles are half a gigabyte of text; there the two steps that must scale with the store, copies and
stories, are measured on openings of 12 sentences (`python -m bench.analysis openings`,
five minutes).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from bench.newsroom import stored_articles
from bench.yardsticks import YARDSTICKS, is_installed
from broadsheet.analyse.forecasts import find_forecasts
from broadsheet.analyse.takeaways import select_takeaways
from broadsheet.clean.duplicates import drop_duplicates
from broadsheet.group.stories import group_stories
from broadsheet.model.articles import Article
from broadsheet.text.languages import identify_language
from broadsheet.text.quantities import find_figures, read_sentence
from broadsheet.text.sentences import split_sentences

SIZES = ("1000", "10000")
OPENINGS = "openings"
OPENING_SIZES = (10_000, 100_000)
OPENING_SENTENCES = 12
# A yardstick that is a hundred times slower than ours need not run on everything.
YARDSTICK_ARTICLES = 100


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def _figures_afresh(split: Sequence[Sequence[str]]) -> None:
    """Find the figures of articles without remembering what their neighbours said alike."""
    for sentences in split:
        read_sentence.cache_clear()
        for sentence in sentences:
            find_figures(sentence)


def measure(count: int) -> dict[str, Any]:
    """Return CPU seconds by step for `count` full articles, and by yardstick for its share."""
    held = stored_articles(count, days=7)
    identify_language(held[0].text)  # loads the model, once a process
    cpu: dict[str, float] = {}
    cpu["sentences"], spans = _timed(lambda: [split_sentences(one.text) for one in held])
    cpu["language"], _ = _timed(lambda: [identify_language(one.text) for one in held])
    cpu["duplicates"], _ = _timed(lambda: drop_duplicates(held))
    cpu["stories"], stories = _timed(lambda: group_stories(held))
    split = [[span.of(one.text) for span in found] for one, found in zip(held, spans, strict=True)]
    flat = [sentence for sentences in split for sentence in sentences]
    cpu["figures"], _ = _timed(lambda: _figures_afresh(split))
    by_id = {one.id: one for one in held}
    told = [[by_id[key] for key in story.article_ids] for story in stories]
    cpu["takeaways"], _ = _timed(
        lambda: [select_takeaways(own, limit=4, max_words=25) for own in told]
    )
    as_of = held[0].published
    cpu["forward rules"], _ = _timed(
        lambda: [find_forecasts(sentence, language="en", as_of=as_of) for sentence in flat]
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "cpu": cpu,
        "peak MB": peak,
        "sentences": len(flat),
        "stories": len(stories),
        "yardsticks": _measure_yardsticks(held, split, told),
    }


def _measure_yardsticks(
    held: list[Article], split: list[list[str]], told: list[list[Article]]
) -> dict[str, dict[str, float]]:
    """Return by step our CPU seconds and the yardstick's on the same first articles."""
    some, sentences = held[:YARDSTICK_ARTICLES], split[:YARDSTICK_ARTICLES]
    flat = [one for article in sentences for one in article]
    place = {one.id: number for number, one in enumerate(held)}
    stories = told[: YARDSTICK_ARTICLES // 3]
    theirs: dict[str, Any] = {
        "figures": flat,
        "takeaways": [[split[place[one.id]] for one in own] for own in stories],
        "duplicates": [one.text for one in some],
    }
    ours: dict[str, Callable[[], Any]] = {
        "figures": lambda: _figures_afresh(sentences),
        "takeaways": lambda: [select_takeaways(own, limit=5) for own in stories],
        "duplicates": lambda: drop_duplicates(some),
    }
    found = {}
    for step, (_, package, work) in YARDSTICKS.items():
        if is_installed(package):
            work(theirs[step][:1])  # imports and loads
            other, _ = _timed(lambda work=work, step=step: work(theirs[step]))
            own, _ = _timed(ours[step])
            found[step] = {"ours": own, "theirs": other}
    return found


def measure_openings(count: int) -> dict[str, Any]:
    """Return CPU seconds of the steps that compare articles, for a year's worth of openings."""
    held = stored_articles(count, days=max(7, count // 300), sentences=OPENING_SENTENCES)
    cpu: dict[str, float] = {}
    cpu["duplicates"], _ = _timed(lambda: drop_duplicates(held))
    cpu["stories"], stories = _timed(lambda: group_stories(held))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu": cpu, "peak MB": peak, "stories": len(stories)}


def _run(kind: str, count: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.analysis", "measure", kind, str(count)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def _print_growth(kind: str, counts: list[int]) -> dict[str, Any]:
    results = {count: _run(kind, count) for count in counts}
    first = results[counts[0]]
    columns = "".join(f"{f'{count:,}':>11}{'growth':>8}" for count in counts)
    print(f"  {'CPU-s per 1,000 articles':26}{columns}")
    steps = [*first["cpu"], "all"]
    for result in results.values():
        result["cpu"]["all"] = sum(result["cpu"].values())
    for step in steps:
        row = f"  {step:26}"
        for count, result in results.items():
            cost = result["cpu"][step] / count * 1000
            base = max(first["cpu"][step] / counts[0] * 1000, 1e-9)
            row += f"{cost:11.3f}{cost / base:8.2f}"
        print(row)
    print(f"  {'peak MB':26}" + "".join(f"{r['peak MB']:11.0f}{'':8}" for r in results.values()))
    return first


def _print_yardsticks(measured: dict[str, dict[str, float]]) -> None:
    print(f"\n  {'step':14}{'yardstick':22}{'theirs CPU-s':>13}{'ours':>9}{'ratio':>9}")
    for step, (name, package, _) in YARDSTICKS.items():
        if step in measured:
            theirs, ours = measured[step]["theirs"], measured[step]["ours"]
            print(f"  {step:14}{name:22}{theirs:13.3f}{ours:9.3f}{theirs / ours:8.1f}x")
        else:
            print(f"  {step:14}{name:22}not installed ({package}): pip install .[bench]")


def report(arguments: list[str]) -> None:
    """Print the tables."""
    if arguments == [OPENINGS]:
        print(f"\nanalysis of openings of {OPENING_SENTENCES} sentences")
        _print_growth(OPENINGS, list(OPENING_SIZES))
        return
    counts = [int(argument) for argument in arguments or SIZES]
    print("\nanalysis of full articles of about 35 sentences")
    first = _print_growth("full", counts)
    print(
        f"  the first {min(YARDSTICK_ARTICLES, counts[0])} articles, by others and by us:", end=""
    )
    _print_yardsticks(first["yardsticks"])


def main() -> None:
    if sys.argv[1:2] == ["measure"]:
        kind, count = sys.argv[2], int(sys.argv[3])
        result = measure_openings(count) if kind == OPENINGS else measure(count)
        print(json.dumps(result))
    else:
        report(sys.argv[1:])


if __name__ == "__main__":
    main()
