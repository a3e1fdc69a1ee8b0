"""The shape of the house: who may import whom, where things stand, and what must not be written anywhere.

Each rule is a function from a path and a text to the problems in it, tried on a bad example below before it is trusted.
"""

import ast
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TypeVar

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"dashboard", "data", "geo", "tests"}
BELOW = {"geo": {"geo"}, "data": {"data", "geo"}, "dashboard": {"dashboard", "data", "geo"}}
ROOMS = set(BELOW)
DRAWS = ("app.py", "__main__.py", "sidebar.py", "notices.py", "resources.py")
NO_CODE = ("data/bundled/", "geo/bundled/", "dashboard/static/", "dashboard/locale/")
DATA_FOLDERS = (*NO_CODE, "tests/samples/")
DATA_SUFFIXES = {".csv", ".tsv", ".json", ".geojson", ".parquet", ".xlsx", ".xls", ".zip", ".gz", ".duckdb", ".sqlite"}
LARGEST_BYTES = 5_000_000
UNSAFE_OPTIONS = {"unsafe_allow_html", "unsafe_allow_javascript", "allow_dangerous_html"}
UNSAFE_CALLS = {"eval", "exec", "read_pickle", "to_pickle"}
UNSAFE_MODULES = {"pickle", "marshal", "shelve"}
# In capitals, as we write SQL; a sentence such as "Select one from the list" is none.
SQL = re.compile(
    r"\s*(SELECT\b.+\bFROM\b|WITH\b.+\bSELECT\b|INSERT INTO\b|DELETE FROM\b|UPDATE\b.+\bSET\b|(ATTACH|COPY|SET) "
    r"|(CREATE|DROP|ALTER) (OR REPLACE )?(TEMP\w* )?(TABLE|VIEW|SCHEMA|ROLE|MACRO)\b)",
    re.DOTALL,
)
RUNS_SQL = {"sql", "raw_sql", "execute", "executemany", "read_sql"}
# Names of our own tables and columns cannot be bound; such a statement says so: "# SQL: reason", or ruff's own mark.
EXCUSED = re.compile(r"#.*(noqa: S608|SQL:)\s+\S")
REGISTRY = re.compile(r"\bpypi\.(org|python)|pythonhosted\.org|npmjs\.(org|com)|yarnpkg\.com|conda\.anaconda")
MACHINE_PATH = re.compile(r"(?<![\w.~/:>-])/(?:home|Users|root|work|workspace|opt|mnt|srv)/\w|[A-Z]:\\Users\\")

Rule = Callable[[str, str], list[str]]
Node = TypeVar("Node", bound=ast.AST)


def wrong_imports(path: str, text: str) -> list[str]:
    """Return the imports that go up: from geo to data or the dashboard, from data to the dashboard."""
    room = path.split("/")[0]
    if room not in ROOMS:
        return []
    allowed = BELOW[room]
    return [f"{path}: {room} imports {name}" for name in _imported(text) if _top(name) in (ROOMS | {"tests"}) - allowed]


def streamlit_imports(path: str, text: str) -> list[str]:
    """Return the imports of Streamlit where values are built, not drawn."""
    may_draw = path.startswith(("dashboard/app_pages/", *(f"dashboard/{name}" for name in DRAWS)))
    if path.split("/")[0] not in ROOMS or may_draw:
        return []
    return [f"{path} imports {name}" for name in _imported(text) if _top(name) in ("streamlit", "streamlit_folium")]


def caches_elsewhere(path: str, text: str) -> list[str]:
    """Return the uses of Streamlit's caches outside the one module that has them."""
    if path.split("/")[0] not in ROOMS or path == "dashboard/resources.py":
        return []
    caches = ("cache_data", "cache_resource")
    return [f"{path}:{node.lineno} caches" for node in _walk(text, ast.Attribute) if node.attr in caches]


def unsafe_code(path: str, text: str) -> list[str]:
    """Return what would run text as code, or show it as markup."""
    if path.split("/")[0] not in ROOMS:
        return []
    calls = ((node.lineno, _called(node)) for node in _walk(text, ast.Call))
    options = ((word.value.lineno, word.arg) for node in _walk(text, ast.Call) for word in node.keywords)
    found = [(line, name) for line, name in calls if name in UNSAFE_CALLS]
    found += [(line, name) for line, name in options if name in UNSAFE_OPTIONS]
    found += [(1, name) for name in _imported(text) if _top(name) in UNSAFE_MODULES]
    return [f"{path}:{line} uses {name}" for line, name in found]


def pasted_sql(path: str, text: str) -> list[str]:
    """Return the statements into which values are pasted; a statement that is excused gives its reason there."""
    if path.split("/")[0] not in ROOMS:
        return []
    lines = text.splitlines()
    given = {id(word) for node in _walk(text, ast.Call) if _called(node) in RUNS_SQL for word in node.args}
    return [
        f"{path}:{node.lineno} pastes a value into SQL"
        for node in _walk(text, ast.expr)
        if (words := _fixed_words(node)) is not None and (id(node) in given or SQL.match(words))
        if not any(EXCUSED.search(line) for line in lines[max(node.lineno - 2, 0) : node.end_lineno])
    ]


def addresses_of_machines(path: str, text: str) -> list[str]:
    """Return the lines that name a package registry or a folder of somebody's machine."""
    return [
        f"{path}:{number} names {found.group().strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if (found := REGISTRY.search(line) or MACHINE_PATH.search(line))
    ]


def misplaced(path: str, _text: str = "") -> list[str]:
    """Return a data file outside the folders for data, or code inside them, or a package among the tests."""
    pure = PurePosixPath(path)
    if pure.suffix in DATA_SUFFIXES and pure.parts[0] in FOLDERS and not path.startswith(DATA_FOLDERS):
        return [f"{path}: data stands under {', '.join(DATA_FOLDERS)}"]
    if pure.suffix == ".py" and path.startswith(NO_CODE):
        return [f"{path}: no code among the data"]
    if pure.parts[0] == "tests" and pure.name == "__init__.py":
        return [f"{path}: tests have no __init__.py"]
    if len(pure.parts) > 1 and not pure.parts[0].startswith(".") and pure.parts[0] not in FOLDERS:
        return [f"{path}: the top folders are {', '.join(sorted(FOLDERS))}"]
    return []


RULES_FOR_CODE = (wrong_imports, streamlit_imports, caches_elsewhere, unsafe_code, pasted_sql)


@pytest.mark.parametrize("rule", RULES_FOR_CODE, ids=lambda rule: rule.__name__)
def test_code_keeps(rule: Rule) -> None:
    problems = [problem for path, text in _texts(".py") for problem in rule(path, text)]
    assert not problems, "\n".join(problems)


def test_no_file_names_a_registry_or_a_machine() -> None:
    problems = [problem for path, text in _texts() for problem in addresses_of_machines(path, text)]
    assert not problems, "\n".join(problems)


def test_everything_stands_in_its_place() -> None:
    problems = [problem for path in _files() for problem in misplaced(path)]
    assert not problems, "\n".join(problems)


def test_no_file_is_too_large_to_clone() -> None:
    sizes = {path: (ROOT / path).stat().st_size for path in _files()}
    assert {path: size for path, size in sizes.items() if size > LARGEST_BYTES} == {}


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (wrong_imports, "geo/a.py", "import data.schema"),
        (wrong_imports, "geo/a.py", "from dashboard.maps import legend"),
        (wrong_imports, "data/queries/a.py", "def f():\n    from dashboard import formats"),
        (wrong_imports, "data/a.py", "import importlib\nimportlib.import_module('dashboard.app')"),
        (wrong_imports, "dashboard/a.py", "from tests.conftest import samples"),
        (streamlit_imports, "data/a.py", "import streamlit as st"),
        (streamlit_imports, "dashboard/maps/a.py", "from streamlit_folium import st_folium"),
        (streamlit_imports, "dashboard/charts/a.py", "from streamlit.testing.v1 import AppTest"),
        (caches_elsewhere, "dashboard/app_pages/a.py", "import streamlit as st\n@st.cache_data\ndef f(): ..."),
        (unsafe_code, "dashboard/app_pages/a.py", "st.markdown(x, unsafe_allow_html=True)"),
        (unsafe_code, "dashboard/app_pages/a.py", "st.html(x, unsafe_allow_javascript=True)"),
        (unsafe_code, "data/a.py", "pd.read_pickle(path)"),
        (unsafe_code, "data/a.py", "import pickle"),
        (unsafe_code, "data/a.py", "eval(text)"),
        (pasted_sql, "data/a.py", "text = f'SELECT * FROM {table}'"),
        (pasted_sql, "data/a.py", "c.sql(f'from {table}')"),
        (pasted_sql, "data/a.py", "c.sql('select a from b where c = ' + value)"),
        (pasted_sql, "data/a.py", "c.sql('select a from b where c = %s' % value)"),
        (pasted_sql, "data/a.py", "text = 'CREATE VIEW {} AS SELECT 1'.format(name)"),
        (pasted_sql, "data/a.py", "c.sql(f'SELECT * FROM {table}')  # noqa: S608"),
        (addresses_of_machines, "README.md", "--index-url https://" + "pypi" + ".org/simple"),
        (addresses_of_machines, "data/a.py", "FOLDER = '/" + "home/maria/tracker'"),
        (addresses_of_machines, "a.md", "in /" + "opt/wheels"),
        (addresses_of_machines, "a.md", "C:" + "\\Users\\maria"),
        (misplaced, "data/readers/idu.csv", ""),
        (misplaced, "tests/data/idu.json", ""),
        (misplaced, "geo/bundled/build.py", ""),
        (misplaced, "tests/data/__init__.py", ""),
        (misplaced, "utils/a.py", ""),
    ],
)
def test_a_rule_catches_what_it_is_for(rule: Rule, path: str, text: str) -> None:
    assert len(rule(path, text)) == 1


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (
            wrong_imports,
            "dashboard/a.py",
            "from data.queries.idps import idps_by_admin1\nfrom geo.distances import far",
        ),
        (wrong_imports, "data/places.py", "import geo.gazetteer\nimport dataclasses"),
        (streamlit_imports, "dashboard/app_pages/situation.py", "import streamlit as st"),
        (caches_elsewhere, "dashboard/resources.py", "import streamlit as st\n@st.cache_data\ndef f(): ..."),
        (unsafe_code, "dashboard/a.py", "st.markdown(x)\nmodel.evaluate(x)"),
        (
            pasted_sql,
            "data/a.py",
            "c.sql('select a from b where c = ?', [value])\nf'Select {one} from {many}'",
        ),
        (pasted_sql, "data/a.py", "c.sql(f'SELECT * FROM {table}')  # noqa: S608 table is a constant of this module"),
        (pasted_sql, "data/a.py", "text = (  # SQL: our own columns\n    f'SELECT {columns} '\n    'FROM stored')"),
        (addresses_of_machines, "README.md", "https://example.org/home/a and ../shared/work/a"),
        (misplaced, "data/bundled/idmc/gidd.csv", ""),
        (misplaced, ".github/DECISIONS.md", ""),
    ],
)
def test_a_rule_lets_the_right_way_pass(rule: Rule, path: str, text: str) -> None:
    assert rule(path, text) == []


def _files() -> list[str]:
    """Return the files of the project, also those not committed yet; without Git, all but the hidden folders'."""
    if (ROOT / ".git").exists() and (git := shutil.which("git")):
        command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    else:
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        listed = [
            path.as_posix() for path in found if not path.parts[0].startswith(".") and "__pycache__" not in path.parts
        ]
    return [path for path in listed if path and (ROOT / path).is_file()]


def _texts(suffix: str = "") -> Iterator[tuple[str, str]]:
    for path in _files():
        if path.endswith(suffix):
            content = (ROOT / path).read_bytes()
            if b"\0" not in content[:8000] and not content.startswith(b"%PDF"):
                yield path, content.decode("utf-8")


@cache
def _tree(text: str) -> ast.Module:
    return ast.parse(text)


def _walk(text: str, kind: type[Node]) -> Iterator[Node]:
    return (node for node in ast.walk(_tree(text)) if isinstance(node, kind))


def _imported(text: str) -> Iterator[str]:
    for node in ast.walk(_tree(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__"):
            yield from (
                word.value for word in node.args if isinstance(word, ast.Constant) and isinstance(word.value, str)
            )


def _top(name: str) -> str:
    return name.split(".")[0]


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _fixed_words(node: ast.expr) -> str | None:
    """Return the written part of a text that is put together with a value; None for any other expression."""
    match node:
        case ast.JoinedStr(values=values) if any(isinstance(part, ast.FormattedValue) for part in values):
            return _joined(values)
        case ast.BinOp(left=ast.Constant(value=str(words)), op=ast.Add() | ast.Mod()):
            return words
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(words)), attr="format")):
            return words
    return None


def _joined(values: Iterable[ast.expr]) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else " _ " for part in values)
