"""The dashboard starts with its own settings, for this machine only, or says why it does not start."""

import re
import tomllib
from pathlib import Path

import pytest
from streamlit.web import cli

from dashboard import __main__ as start
from dashboard.__main__ import ROOT, main


@pytest.fixture(autouse=True)
def _nothing_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load no modules beside the tests: a thread would outlive its test and fail in another one."""
    monkeypatch.setattr(start, "_warm_up", lambda: None)


def test_another_folder_is_refused_before_a_server_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "main", lambda *_arguments, **_options: pytest.fail("a server was started"))
    with pytest.raises(SystemExit, match=re.escape(f"cd {ROOT}")):
        main()


def test_options_reach_streamlit(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("sys.argv", ["dashboard", "--server.port", "8600"])
    monkeypatch.setattr(cli, "main", lambda arguments, **_options: given.extend(arguments))
    main()
    assert given == ["run", str(ROOT / "dashboard" / "app.py"), "--server.port", "8600"]


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("server", "address", "127.0.0.1"),
        ("server", "allowedHosts", ["127.0.0.1", "localhost"]),
        ("server", "enableStaticServing", True),
        ("browser", "gatherUsageStats", False),
        ("client", "showErrorDetails", "none"),
    ],
)
def test_the_settings_that_people_rely_on(section: str, name: str, value: object) -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings[section][name] == value
