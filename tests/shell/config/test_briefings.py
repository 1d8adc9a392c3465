"""Briefing files: what loads, and how mistakes are told."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from broadsheet.errors import ConfigError, NotFound
from broadsheet.model.briefings import (
    CatchUp,
    Output,
    Overlap,
    SectionKind,
    SourceKind,
    SpanUnit,
)
from broadsheet.model.findings import Level
from broadsheet.shell.config.briefings import load_briefing
from broadsheet.shell.config.schema import briefing_schema
from broadsheet.shell.config.workspace import Workspace, find_workspace

CASES = Path(__file__).parents[2] / "cases" / "briefings" / "mistakes.yaml"
OPML = Path(__file__).parents[2] / "cases" / "opml"
ROOT = Path(__file__).parents[3]
MINIMAL = 'title: Test\nsources:\n  - {folder: "notes/*.md"}\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "briefings").mkdir()
    return Workspace(root=tmp_path)


def load(
    workspace: Workspace,
    text: str,
    environment: dict[str, str] | None = None,
    name: str = "test.yaml",
):
    file = workspace.briefings / name
    file.write_text(text, encoding="utf-8")
    return load_briefing(file, workspace, environment or {})


@pytest.mark.parametrize("case", YAML(typ="safe").load(CASES), ids=lambda case: case["name"])
def test_a_mistake_is_told_with_place_and_remedy(workspace: Workspace, case: dict) -> None:
    with pytest.raises(ConfigError) as caught:
        load(workspace, case["file"])
    message = str(caught.value)
    assert [part for part in case["says"] if part not in message] == []


def test_title_and_sources_are_enough(workspace: Workspace) -> None:
    briefing = load(workspace, MINIMAL)
    assert briefing.slug == "test"
    assert briefing.window.span is SpanUnit.WEEK
    assert [section.kind for section in briefing.sections][:3] == [
        SectionKind.LEAD,
        SectionKind.TAKEAWAYS,
        SectionKind.NUMBERS,
    ]
    assert set(briefing.outputs) == set(Output)


def test_every_key_reaches_the_briefing(workspace: Workspace) -> None:
    briefing = load(
        workspace,
        MINIMAL
        + """
  - feed: https://wire.example/rss.xml
    publisher: Example Wire
    family: Example Group
    tags: [wire]
    cut_repeats: false
  - {page: https://press.example/news, items: "main a"}
timezone: Europe/Berlin
owner: desk@desk.example
window: {span: day, late_arrivals: 90m, undated: drop, max_age: 2d}
filters: {any: [ferry], none: [giveaway], languages: [en]}
stories: {across_languages: true, per_publisher: 3, seen_before: {days: 7, repeat: always}, boosts: {ferry: 2}}
sections:
  - lead: {stories: 1}
  - takeaways: {min: 1, max: 2, words: 20}
  - stories: {title: Wires, where: {tag: wire}, max: 4}
checks: {stale_forecast: warn, on_error: hold}
schedule: {every: week, day: monday, at: "07:30", catch_up: 6h, overlap: skip}
empty: {min_stories: 2, otherwise: skip}
recipients:
  - {list: execs, outputs: [email, pdf]}
style: {accent: "#0B3954", masthead: The Test}
outputs: [email, json]
""",
    )
    assert [source.kind for source in briefing.sources] == [
        SourceKind.FOLDER,
        SourceKind.FEED,
        SourceKind.PAGE,
    ]
    assert briefing.sources[0].location == "briefings/notes/*.md"
    assert briefing.sources[1].name == "Example Wire"
    assert briefing.sources[2].name == "press.example"
    assert [source.cut_repeats for source in briefing.sources] == [True, False, True]
    assert briefing.window.late_arrivals == timedelta(minutes=90)
    assert briefing.stories.repeat_only_if_new_facts is False
    assert briefing.stories.across_languages is True
    assert briefing.sections[2].tag == "wire"
    assert briefing.sections[2].title == "Wires"
    assert briefing.checks.levels == {"stale_forecast": Level.WARN}
    assert briefing.schedule is not None
    assert briefing.schedule.cron == "30 7 * * 1"
    assert briefing.schedule.catch_up is CatchUp.LATEST
    assert briefing.schedule.catch_up_window == timedelta(hours=6)
    assert briefing.schedule.overlap is Overlap.SKIP
    assert briefing.recipients[0].outputs == (Output.EMAIL, Output.PDF)
    assert briefing.outputs == (Output.EMAIL, Output.JSON)


def test_a_list_of_feeds_becomes_sources_with_its_categories_as_tags(workspace: Workspace) -> None:
    (workspace.briefings / "feeds.opml").write_bytes((OPML / "nested.opml").read_bytes())
    text = (
        "title: Test\nsources:\n  - {opml: feeds.opml, tags: [all], language: en, family: Group}\n"
    )
    briefing = load(workspace, text + "  - {sitemap: https://port.example/news.xml}\n")
    assert [(source.kind, source.name, source.tags) for source in briefing.sources] == [
        (SourceKind.FEED, "Harbour Notes", ("all",)),
        (SourceKind.FEED, "Skerry Post", ("all", "Coast", "Islands")),
        (SourceKind.FEED, "rail.example", ("all", "Coast", "Rail")),
        (SourceKind.SITEMAP, "port.example", ()),
    ]
    assert briefing.sources[1].location == "https://skerry.example/feed?a=1&b=2"
    assert (briefing.sources[1].language, briefing.sources[1].family) == ("en", "Group")


@pytest.mark.parametrize(
    ("schedule", "cron"),
    [
        ('{every: day, at: "06:05"}', "5 6 * * *"),
        ('{every: weekday, at: "06:05"}', "5 6 * * 1-5"),
        ('{every: week, day: sunday, at: "00:00"}', "0 0 * * 0"),
        ('{every: month, date: 28, at: "23:59"}', "59 23 28 * *"),
        ('{cron: "*/15 * * * *", catch_up: all}', "*/15 * * * *"),
    ],
)
def test_schedules_become_cron(workspace: Workspace, schedule: str, cron: str) -> None:
    briefing = load(workspace, f"{MINIMAL}schedule: {schedule}\n")
    assert briefing.schedule is not None
    assert briefing.schedule.cron == cron


def test_a_house_style_is_overridden_key_by_key(workspace: Workspace) -> None:
    (workspace.briefings / "house-style.yaml").write_text(
        "style: {accent: '#0B3954', footer: Ours}\nfilters: {none: [giveaway, quiz]}\ntimezone: Europe/Oslo\n",
        encoding="utf-8",
    )
    briefing = load(
        workspace,
        MINIMAL + "extends: house-style.yaml\nstyle: {footer: Mine}\nfilters: {none: [quiz]}\n",
    )
    assert briefing.style.accent == "#0B3954"
    assert briefing.style.footer == "Mine"
    assert briefing.filters.none == ("quiz",)
    assert briefing.timezone == "Europe/Oslo"


@pytest.mark.parametrize(
    ("written", "logo", "alt"),
    [
        ("logo.png", "briefings/logo.png", ""),
        ("{file: ../art/a.svg, alt: Ours}", "art/a.svg", "Ours"),
    ],
)
def test_a_style_names_its_logo_and_template_set(workspace, written, logo, alt) -> None:
    (workspace.templates / "board").mkdir(parents=True)
    style = load(workspace, MINIMAL + f"style: {{template: board, logo: {written}}}").style
    assert (style.logo, style.logo_alt, style.template) == (logo, alt, "board")
    assert load(workspace, MINIMAL + "style: {template: default}").style.template == ""


def test_a_mistake_in_a_parent_names_the_parents_line(workspace: Workspace) -> None:
    (workspace.briefings / "_base.yaml").write_text(
        "language: en\ntimezone: Nowhere/Else\n", encoding="utf-8"
    )
    with pytest.raises(ConfigError, match=r"_base\.yaml:2: `timezone`"):
        load(workspace, MINIMAL + "extends: _base.yaml\n")


def test_variables_come_from_the_environment_before_the_env_file(workspace: Workspace) -> None:
    (workspace.root / ".env").write_text(
        "NAME=from file\nOWNER=desk@desk.example\n", encoding="utf-8"
    )
    text = MINIMAL.replace("Test", '"${NAME} and ${NAME}"') + 'owner: "${OWNER}"\n'
    assert load(workspace, text).title == "from file and from file"
    assert load(workspace, text, {"NAME": "shell"}).title == "shell and shell"
    assert load(workspace, text).owner == "desk@desk.example"


def test_yaml_1_2_keeps_words_words(workspace: Workspace) -> None:
    briefing = load(workspace, MINIMAL + "filters: {any: [on, no, yes, off]}\n")
    assert briefing.filters.any == ("on", "no", "yes", "off")


def test_a_huge_or_unreadable_file_is_refused(workspace: Workspace) -> None:
    with pytest.raises(ConfigError, match="larger than 1 MB"):
        load(workspace, "#" * 1_000_001)
    with pytest.raises(ConfigError, match="cannot read"):
        load_briefing(workspace.briefings, workspace, {})
    (workspace.briefings / "bytes.yaml").write_bytes(b"title: \xff\xfe\n")
    with pytest.raises(ConfigError, match="not valid YAML"):
        load_briefing(workspace.briefings / "bytes.yaml", workspace, {})


def test_the_sample_briefing_loads_and_fits_the_published_schema() -> None:
    workspace = find_workspace(ROOT)
    assert [path.stem for path in workspace.briefing_files()] == ["coastal-power"]
    file = workspace.briefing_file("coastal-power")
    assert load_briefing(file, workspace, {}).title == "Coastal Power Weekly"
    document = json.loads(json.dumps(YAML(typ="safe").load(file)))
    jsonschema.Draft202012Validator(briefing_schema()).validate(document)


def test_an_unknown_briefing_names_those_there_are(workspace: Workspace) -> None:
    load(workspace, MINIMAL)
    with pytest.raises(NotFound, match="known here: test"):
        workspace.briefing_file("weekly")
    assert workspace.briefing_file("test") == workspace.briefing_file(
        str(workspace.briefings / "test.yaml")
    )
