"""The checks by name, in the order of the house rules: what briefings may set a level for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from broadsheet.compose.checks.check import Check
from broadsheet.compose.checks.lists import LISTS
from broadsheet.compose.checks.numbers import NUMBERS
from broadsheet.compose.checks.sourcing import SOURCING
from broadsheet.compose.checks.timing import TIMING
from broadsheet.compose.checks.tradecraft import TRADECRAFT
from broadsheet.compose.checks.wording import WORDING


def _in_order() -> dict[str, Check]:
    checks = (*SOURCING, *NUMBERS, *LISTS, *TIMING, *TRADECRAFT, *WORDING)
    return {check.name: check for check in sorted(checks, key=lambda one: int(one.rule[1:]))}


CHECKS: Mapping[str, Check] = MappingProxyType(_in_order())
