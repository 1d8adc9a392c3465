"""One print process for all tests of the PDF, and the sample edition it printed."""

from __future__ import annotations

import pytest

from broadsheet.model.briefings import Style
from broadsheet.render.editions import render
from broadsheet.shell.pdf.printer import WeasyPrinter
from editions import sample_edition


@pytest.fixture(scope="session")
def printer():
    with WeasyPrinter() as shared:
        yield shared


@pytest.fixture(scope="session")
def pdf(printer, templates):
    return printer.print(render(sample_edition(), Style(), templates))
