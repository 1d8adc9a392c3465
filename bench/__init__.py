"""Benchmarks, run by hand: `make bench`. Never part of the tests; the machine's mood is not a bug."""
