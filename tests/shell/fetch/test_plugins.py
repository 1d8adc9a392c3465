"""Plugins, installed as packages are: found by their entry points, survived when they fail."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet.errors import ConfigError, FetchError
from broadsheet.model.articles import FetchRequest
from broadsheet.pipeline import gather, probe
from broadsheet.shell.config.briefings import load_briefing
from broadsheet.shell.config.workspace import Workspace
from broadsheet.shell.fetch.plugins import PluginFetcher
from broadsheet.shell.fetch.workspace import WorkspaceFetcher
from broadsheet.testing import MemoryArticles, MemoryFetcher

GUIDE = Path(__file__).parents[3] / "docs" / "how-to" / "write-a-source-plugin.md"
NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
ANSWER = b"""{"warnings": [{"number": "w1", "page": "https://tides.example/w1", "headline": "High water at Lindhavn",
"issued": "2026-11-08T06:00:00+01:00", "text": "Water will stand forty centimetres above the quay. <script>x()</script>"}]}"""
HEAD = "from broadsheet.model.articles import Entry\nfrom broadsheet.errors import FetchError\n"


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Lay a package where `pip install` would: its module and its entry points."""

    def install(module: str, source: str, entry: str = "") -> None:
        site = tmp_path / "site"
        info = site / f"{module}-1.0.dist-info"
        info.mkdir(parents=True)
        (site / f"{module}.py").write_text(source)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
        entry = entry or f"{module} = {module}:entries"
        (info / "entry_points.txt").write_text(f"[broadsheet.sources]\n{entry}\n")
        monkeypatch.syspath_prepend(str(site))

    yield install
    for name in [name for name in sys.modules if name.startswith(("plug_", "broadsheet_tides"))]:
        del sys.modules[name]


def block(language: str) -> str:
    match = re.search(rf"```{language}\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    assert match
    return match[1]


def test_the_example_of_the_guide_works_as_written(install, tmp_path: Path) -> None:
    (entry,) = re.findall(r'^tides = "(.*)"$', block("toml"), re.MULTILINE)
    install("broadsheet_tides", block("python"), f"tides = {entry}")
    (tmp_path / "briefings").mkdir()
    file = tmp_path / "briefings" / "test.yaml"
    file.write_text("title: Test\n" + block("yaml"))
    briefing = load_briefing(file, Workspace(root=tmp_path), {})
    source = briefing.sources[0]
    assert source.location == "plugin:tides/lindhavn"
    served = MemoryFetcher({"https://tides.example/warnings/lindhavn.json": ANSWER}, at=NOW)
    plugins = PluginFetcher(served, clock=lambda: NOW, timeout=20)
    response = plugins.fetch(FetchRequest(url=source.location))
    fetcher = MemoryFetcher({source.location: response}, at=NOW)
    store = MemoryArticles()
    gathered = gather(briefing, fetcher=fetcher, store=store, now=NOW, report=lambda *_: None)
    assert gathered.failed == {}
    assert probe(source, fetcher=fetcher, now=NOW).titles == ("High water at Lindhavn",)
    assert b"forty centimetres" in response.content


BROKEN = {
    "raises": (
        "def entries(a, f):\n    raise KeyError('tide')",
        "the plugin failed: KeyError: 'tide'",
    ),
    "raises_late": (
        HEAD + "def entries(a, f):\n    yield Entry(id='1', url='', title='A')\n    1 / 0",
        "the plugin failed: ZeroDivisionError",
    ),
    "exits": (
        "import sys\ndef entries(a, f):\n    sys.exit(3)",
        "the plugin failed: SystemExit: 3",
    ),
    "wrong": ("def entries(a, f):\n    return ['x']", "it brought str instead of Entry"),
    "nothing": ("def entries(a, f):\n    pass", "the plugin failed: TypeError"),
    "no_dates": (
        HEAD + "def entries(a, f):\n    return [Entry(id='1', url='', title='A', published='x')]",
        "the plugin failed: AttributeError",
    ),
    "unserious": (
        HEAD + "def entries(a, f):\n    return [Entry(id='1', url='', title=object())]",
        "is not JSON serializable",
    ),
    "import": ("import no_such_module_anywhere", "the plugin failed: ModuleNotFoundError"),
    "ours": (HEAD + "def entries(a, f):\n    raise FetchError('no tide', what='x')", "x: no tide"),
    "large": (
        HEAD
        + "def entries(a, f):\n    return [Entry(id='1', url='', title='A', content='x' * 16_000_000)]",
        "brings more than 15 MB",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_plugin_that_fails_is_reported_and_survived(install, tmp_path: Path, name: str) -> None:
    source, message = BROKEN[name]
    install(f"plug_{name}", source)
    fetcher = WorkspaceFetcher(tmp_path, clock=lambda: NOW)
    (tmp_path / "a.txt").write_text("A note")
    outcomes = list(
        fetcher.fetch_all([FetchRequest(url=f"plugin:plug_{name}/x"), FetchRequest(url="a.txt")])
    )
    assert isinstance(outcomes[0], FetchError)
    assert message in str(outcomes[0])
    assert outcomes[1].content == b"A note"


def test_a_plugin_that_hangs_is_left_behind(install) -> None:
    install(
        "plug_slow",
        "import threading\nfree = threading.Event()\ndef entries(a, f):\n    free.wait(60)\n    return []",
    )
    plugins = PluginFetcher(MemoryFetcher({}), clock=lambda: NOW, timeout=0.2)
    with pytest.raises(FetchError, match=r"plugin:plug_slow: took longer than 0.2 s"):
        plugins.fetch(FetchRequest(url="plugin:plug_slow"))
    sys.modules["plug_slow"].free.set()
    for thread in threading.enumerate():
        if thread.name == "plugin:plug_slow":
            thread.join(10)


def test_a_plugin_without_end_is_taken_up_to_a_limit(install) -> None:
    endless = "def entries(a, f):\n    n = 0\n    while True:\n        n += 1\n        yield Entry(id=str(n), url='', title=a)"
    install("plug_endless", HEAD + endless)
    plugins = PluginFetcher(MemoryFetcher({}), clock=lambda: NOW, timeout=60)
    content = plugins.fetch(FetchRequest(url="plugin:plug_endless/high/water")).content
    assert content.count(b'"title": "high/water"') == 1_000


def test_a_plugin_that_is_not_installed(install, tmp_path: Path) -> None:
    install("plug_other", "entries = None")
    plugins = PluginFetcher(MemoryFetcher({}), clock=lambda: NOW, timeout=20)
    with pytest.raises(FetchError, match=r"no such plugin is installed .*plug_other"):
        plugins.fetch(FetchRequest(url="plugin:tidal/x"))
    (tmp_path / "briefings").mkdir()
    file = tmp_path / "briefings" / "test.yaml"
    file.write_text("title: Test\nsources:\n  - plugin: tidal/x\n")
    with pytest.raises(ConfigError, match=r"test.yaml:3: .*no plugin 'tidal' .*plug_other"):
        load_briefing(file, Workspace(root=tmp_path), {})
