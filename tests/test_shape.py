"""The shape of the project: what a reviewer would otherwise have to count by hand."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import typer.main

from broadsheet.shell.cli.main import cli
from broadsheet.shell.config.schema import BriefingFile
from broadsheet.shell.config.settings import Settings

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "src" / "broadsheet").rglob("*.py"))
DOCS = ROOT / "docs"


@pytest.mark.parametrize(
    "module", MODULES, ids=lambda path: path.relative_to(ROOT / "src").as_posix()
)
def test_every_module_is_short_and_says_what_it_is(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert source.count("\n") <= 400
    assert ast.get_docstring(ast.parse(source))


def test_no_dumping_grounds_and_no_left_over_markers() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert not [path for path in MODULES if vague & {path.stem, *path.parent.parts}]
    markers = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|NotImplemented" r"Error)\b")
    assert not [path for path in MODULES if markers.search(path.read_text(encoding="utf-8"))]


def test_every_setting_is_in_the_example_and_the_reference() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    reference = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    names = [f"BROADSHEET_{name.upper()}" for name in Settings.model_fields]
    assert [name for name in names if name not in example] == []
    assert [name for name in names if name not in reference] == []


def _commands(group: typer.main.TyperGroup, prefix: str = "") -> list[str]:
    found = []
    for name, command in group.commands.items():
        if isinstance(command, typer.main.TyperGroup):
            found += _commands(command, f"{prefix}{name} ")
        else:
            found.append(f"{prefix}{name}")
    return found


def _leaves(group: typer.main.TyperGroup) -> list[tuple[str, str]]:
    found = []
    for name, command in group.commands.items():
        if isinstance(command, typer.main.TyperGroup):
            found += _leaves(command)
        else:
            found.append((name, command.help or ""))
    return found


def test_every_command_is_documented_and_its_help_has_an_example() -> None:
    group = typer.main.get_command(cli)
    assert isinstance(group, typer.main.TyperGroup)
    reference = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    assert [name for name in _commands(group) if f"`broadsheet {name}" not in reference] == []
    assert [name for name, help_text in _leaves(group) if "Example:" not in help_text] == []


def test_every_briefing_key_is_documented() -> None:
    reference = (DOCS / "reference" / "briefing.md").read_text(encoding="utf-8")
    assert [name for name in BriefingFile.model_fields if f"`{name}" not in reference] == []


def test_every_runtime_dependency_has_its_line() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"\ndependencies = \[(.*?)\n\]", project, re.DOTALL)
    assert listed
    names = re.findall(r'"([a-zA-Z0-9.-]+?)[><=]', listed[1])
    reference = (DOCS / "reference" / "dependencies.md").read_text(encoding="utf-8")
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower()
    assert [name for name in names if f"| {name} |" not in reference] == []
    assert [name for name in names if f"\n{name}==" not in constraints.replace("_", "-")] == []


def test_constraints_pin_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert len(pins) > 50
    assert [
        line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)
    ] == []
