"""Benchmarks, run by hand: `make bench`. Never part of the tests: machines have moods."""
