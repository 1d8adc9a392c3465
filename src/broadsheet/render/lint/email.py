"""Linting one message: everything the linter knows, in one report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from broadsheet.render.lint.appearance import looks
from broadsheet.render.lint.clients import ask, faults_of, undescribed
from broadsheet.render.lint.faults import Fault, Grade, LintReport, Part, sorted_faults
from broadsheet.render.lint.legibility import check_contrast
from broadsheet.render.lint.links import check_links
from broadsheet.render.lint.message import (
    check_content,
    check_images,
    check_size,
    check_structure,
    check_subject,
    check_text,
    check_trust,
)
from broadsheet.render.lint.support import SupportData
from broadsheet.render.lint.usage import find_usage, parse


def lint_email(
    html: str,
    data: SupportData,
    *,
    today: date,
    text: str | None = None,
    subject: str | None = None,
    images: Mapping[str, bytes] | None = None,
) -> LintReport:
    """Return what mail programs, readers and filters will make of a message. Never fails on HTML.

    Args:
        html: The HTML part, with styles inlined as it will be sent.
        data: What mail programs can show.
        today: For the age of the data.
        text: The plain part; None where there is none to judge.
        subject: The subject; None where there is none to judge.
        images: The pictures sent along, name to bytes.
    """
    images = images or {}
    document = parse(html)
    usage = find_usage(document)
    results = ask(usage, data)
    seen = tuple(looks(document, dark=False))
    shown = " ".join(words for _, words, look in seen if look.shown)
    faults = [
        *check_content(document, shown),
        *faults_of(results, usage, data),
        *check_size(document, images),
        *check_images(document.root, images),
        *check_structure(document),
        *check_links(document.root, shown, whole=not document.cut),
        *check_contrast(document, seen),
        *check_trust(document.root, seen),
        *(check_subject(subject) if subject is not None else ()),
        *(check_text(document.root, text) if text is not None else ()),
    ]
    return LintReport(
        faults=sorted_faults(faults),
        families=results,
        undescribed=undescribed(usage, data),
        data_date=data.day,
        stale=data.is_stale(today),
        sizes={
            "html": document.size,
            "styles": document.style_size,
            "images": sum(map(len, images.values())),
        },
    )


def lint_text(text: str, *, subject: str) -> LintReport:
    """Return what is to be said of a message that has no HTML part."""
    faults: list[Fault] = [*check_subject(subject)]
    if not text.strip():
        faults.append(
            Fault(
                rule="content", grade=Grade.ERROR, part=Part.MESSAGE, message="the message is empty"
            )
        )
    else:
        faults += [
            Fault(
                rule="content",
                grade=Grade.NOTE,
                part=Part.MESSAGE,
                message="there is no HTML part, only text",
            ),
            *check_text(parse("").root, text),
        ]
    return LintReport(
        faults=sorted_faults(faults), sizes={"text": len(text.encode("utf-8", "replace"))}
    )
