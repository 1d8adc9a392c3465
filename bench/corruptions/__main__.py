"""Print the score: `python -m bench.corruptions [--reserve] [--show KIND]`.

`--reserve` scores the cases that are not in the suite: nobody looked at them while the check was
made better. `--show` prints the cases of a kind that went wrong.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from bench.corruptions.scorer import Score, Tally, score

_WEAKEST = 3


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench.corruptions", description=__doc__)
    parser.add_argument("--reserve", action="store_true", help="score the cases held in reserve")
    parser.add_argument(
        "--show", default="", metavar="KIND", help="print what went wrong of a kind"
    )
    options = parser.parse_args(arguments)
    done, spent = _scored(reserve=options.reserve)
    _print_table("fault", "caught", done.faults, options.show)
    _print_table("control", "alarms", done.controls, options.show)
    print()
    _print_totals(done, spent)


def report() -> None:
    """Print the totals of the suite and the kinds of fault that are caught least."""
    print("\nthe corruption suite: false claims caught, faithful ones let through")
    done, spent = _scored(reserve=False)
    _print_totals(done, spent)
    for one in sorted(done.faults, key=lambda tally: (tally.share, tally.kind))[:_WEAKEST]:
        print(f"  least caught: {one.kind:24}{one.share:6.1f} %")


def _scored(*, reserve: bool) -> tuple[Score, float]:
    started = time.process_time()
    return score(reserve=reserve), time.process_time() - started


def _print_totals(done: Score, spent: float) -> None:
    faults, controls = (sum(one.cases for one in part) for part in (done.faults, done.controls))
    print(f"{faults:,} faults, caught {done.caught:.1f} %")
    print(f"{controls:,} controls, false alarms {done.alarms:.1f} %")
    print(f"{1000 * spent / (faults + controls):.2f} CPU-ms a case, making it included")


def _print_table(what: str, found: str, tallies: Sequence[Tally], show: str) -> None:
    print(f"\n{what:32}{'cases':>7}{found:>8}{'hard':>7}{'soft':>7}{'%':>8}")
    for one in tallies:
        print(f"{one.kind:32}{one.cases:7}{one.found:8}{one.hard:7}{one.soft:7}{one.share:8.1f}")
        if one.kind == show:
            for case in one.unseen:
                print(f"    claim  {case.claim}")
                for cited in case.cited:
                    print(f"    cited  {cited}")


if __name__ == "__main__":
    main()
