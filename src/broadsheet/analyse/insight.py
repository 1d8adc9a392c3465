"""Insight: the strategic section, composed from computed findings and nothing else.

Six blocks in reading order, each left out when empty: what changed, figures on record, conflicts
and checks, dated expectations, interpretations (quoted and attributed), what is not established.
Every line is typed, carries its evidence and an earned confidence with the reason. Likelihood is
never stated, only quoted.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from broadsheet.analyse.insight_changes import change_lines
from broadsheet.analyse.insight_figures import conflict_lines, figure_lines
from broadsheet.analyse.insight_lines import Line, Material
from broadsheet.analyse.insight_outlook import expectation_lines, gap_lines, view_lines
from broadsheet.analyse.openers import Openers
from broadsheet.model.insights import Block, Insight
from broadsheet.text.quantities import find_figures

_BLOCKS = tuple(Block)


def compose_insight(material: Material, *, words: int) -> list[Insight]:
    """Return the lines of the strategic section, at most `words` words in all.

    Over the budget whole lines go, the least telling first; an outcome, a conflict and the largest
    moves go last. The order of the blocks and of the lines inside them stays.
    """
    openers = Openers()
    lines = [
        *change_lines(material, openers),
        *figure_lines(material, openers),
        *conflict_lines(material, openers),
        *expectation_lines(material, openers),
        *view_lines(material, openers),
        *gap_lines(material, openers),
    ]
    kept = _within_budget(lines, words, material.language)
    return [line.insight for line in sorted(kept, key=_reading_order)]


def _within_budget(lines: Iterable[Line], words: int, language: str) -> list[Line]:
    """Return the lines that fit: by value, and the first of each block before the second of any.

    A sentence is repeated word for word once at most, and no line is spent on a figure that what
    changed already tells.
    """
    room = words
    kept: list[Line] = []
    said: set[str] = set()
    told: set[Decimal] = set()
    ranked = sorted(_with_turn(lines), key=lambda row: (row[0], -row[1].value))
    for _, line in ranked:
        length, quotes = len(line.insight.text.split()), _quotes_in(line)
        if length <= room and not quotes & said and line.figure not in told:
            room -= length
            said |= quotes
            told |= _values_in(line, language)
            kept.append(line)
    return kept


def _quotes_in(line: Line) -> set[str]:
    """Return the sentences of its evidence that a line repeats word for word."""
    text = line.insight.text
    return {one.quote for one in line.insight.evidence if one.quote in text}


def _values_in(line: Line, language: str) -> set[Decimal]:
    """Return the values that a line on what changed gives."""
    if line.insight.block is not Block.WHAT_CHANGED:
        return set()
    return {figure.value for figure in find_figures(line.insight.text, language=language)}


def _with_turn(lines: Iterable[Line]) -> list[tuple[int, Line]]:
    """Return each line with its round: how many better lines its block already has, at most one."""
    by_block: dict[Block, list[Line]] = {}
    for line in lines:
        by_block.setdefault(line.insight.block, []).append(line)
    rows = []
    for block in _BLOCKS:
        ranked = sorted(by_block.get(block, ()), key=lambda line: -line.value)
        rows += [(min(turn, 1), line) for turn, line in enumerate(ranked)]
    return rows


def _reading_order(line: Line) -> tuple[int, float]:
    return _BLOCKS.index(line.insight.block), -line.value
