"""Collecting from thousands of sources of every temper. `python -m bench.fetching [SIZE...]`.

A publisher in a child process plays all hosts on the loopback interface, five sources to a host;
another child collects from them into an empty database, twice, a day apart. Peak memory is that of
the collecting process; requests and the limits kept are as the publisher saw them.
"""

from __future__ import annotations

import json
import resource
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.publisher import behaviour

SIZES = (100, 1_000, 10_000)
PER_HOST = 5
GAP = 0.05
NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)


def host_of(number: int, size: int) -> str:
    return f"site-{number % max(size // PER_HOST, 1)}.example"


def resolve_here() -> None:
    """Let every name under `.example` lead to the loopback interface, in this process."""
    resolve = socket.getaddrinfo

    def resolved(host, port, *arguments, **options):
        is_ours = isinstance(host, str) and host.endswith(".example")
        return resolve("127.0.0.1" if is_ours else host, port, *arguments, **options)

    socket.getaddrinfo = resolved


def collect(port: int, size: int, folder: str) -> None:
    """Collect twice and print a line of figures for each run."""
    from broadsheet.model.briefings import Briefing, Source, SourceKind
    from broadsheet.pipeline import gather
    from broadsheet.shell.fetch.workspace import WorkspaceFetcher
    from broadsheet.shell.store.store import open_store

    resolve_here()
    sources = tuple(
        Source(
            kind=SourceKind.FEED,
            location=f"http://{host_of(number, size)}:{port}/{number}",
            name=f"source {number}",
        )
        for number in range(size)
    )
    briefing = Briefing(slug="bench", title="Bench", sources=sources)
    with open_store(Path(folder) / "bench.db") as store:
        for now in (NOW, NOW + timedelta(days=1)):
            fetcher = WorkspaceFetcher(
                Path(folder),
                clock=lambda now=now: now,
                allowed_private={host_of(number, size) for number in range(size)},
                gap=GAP,
                timeout=10,
            )
            wall, cpu = time.perf_counter(), time.process_time()
            gathered = gather(
                briefing,
                fetcher=fetcher,
                store=store.articles,
                traces=store.traces,
                now=now,
                report=lambda *_: None,
            )
            documents: dict[str, int] = {}
            for line in gathered.lines:
                for name, count in line.documents.items():
                    documents[name] = documents.get(name, 0) + count
            figures = {
                "wall": time.perf_counter() - wall,
                "cpu": time.process_time() - cpu,
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "new": gathered.new,
                "documents": documents,
            }
            del gathered
            print(json.dumps(figures), flush=True)
            sys.stdin.readline()  # the counts are read between the runs


def counts(port: int) -> dict[str, object]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/counts", timeout=30) as answer:
        return json.load(answer)


def measure(size: int) -> list[dict[str, object]]:
    """Return the figures of both runs over so many sources."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen([sys.executable, "-m", "bench.publisher"], **pipes) as publisher,
    ):
        port = int(publisher.stdout.readline())
        command = [
            sys.executable,
            "-m",
            "bench.fetching",
            "--collect",
            str(port),
            str(size),
            folder,
        ]
        found = []
        with subprocess.Popen(command, **pipes) as worker:
            for _ in range(2):
                found.append(json.loads(worker.stdout.readline()) | counts(port))
                worker.stdin.write("\n")
                worker.stdin.flush()
            worker.stdin.close()
        publisher.stdin.close()
    return found


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    first_cost = 0.0
    for size in sizes:
        runs = measure(size)
        cost = float(runs[0]["cpu"]) / size
        first_cost = first_cost or cost
        print(f"\n{size:,} sources on {runs[0]['hosts']:,} hosts")
        for label, run in zip(("first run", "a day later"), runs, strict=True):
            print(
                f"  {label:12}{size / float(run['wall']):8.0f} sources/s wall"
                f"{1000 * float(run['cpu']) / size:8.2f} CPU-ms each"
                f"{run['requests']:8,} requests{run['new']:8,} new articles"
                f"{run['peak']:6.0f} MB peak"
            )
            print(f"    ledger: {dict(sorted(run['documents'].items()))}")
            print(f"    server: {run['answers']}")
            at_once, closest = int(run["most at a time"]), 1000 * float(run["closest"])
            print(
                f"    most requests at a time to a host {at_once}, closest {closest:.0f} ms apart"
            )
        saved = 1 - int(runs[1]["requests"]) / int(runs[0]["requests"])
        bodies = runs[1]["answers"].get("200", 0) / runs[0]["answers"]["200"]
        print(f"  requests saved by caching {saved:.0%}; bodies sent again {bodies:.0%}")
        print(f"  cost of a source against the first size {cost / first_cost:.2f}")
    kinds = {behaviour(number) for number in range(100)}
    print(f"\nbehaviours: {', '.join(sorted(kinds))}; gap {1000 * GAP:.0f} ms")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--collect"]:
        collect(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
    else:
        main()
