"""What ships may be given away: every package that the dashboard runs on has a licence that we know and allow."""

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

LOCK = Path(__file__).resolve().parents[1] / "requirements.txt"
ALLOWED = {
    "0BSD",
    "Apache License 2.0",
    "Apache License, Version 2.0",
    "Apache Software License",
    "Apache-2.0",
    "3-Clause BSD License",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "MIT",
    "MIT License",
    "MIT-CMU",
    "Mozilla Public License 2.0 (MPL 2.0)",
    "PSF-2.0",
    "Python Software Foundation License",
    "Zlib",
}
# Allowed for these packages only: name, licence, why.
EXCEPTIONS = {
    (
        "psycopg",
        "LGPL-3.0-only",
    ): "imported unchanged, by the office server only; anybody can put another build in its place",
    ("psycopg-binary", "LGPL-3.0-only"): "the same package's compiled half",
}
# Packages whose metadata say nothing: the licence, and where it was read.
READ_BY_HAND = {"streamlit-folium": "MIT"}  # the file LICENSE of its repository, randyzwitch/streamlit-folium


def locked_packages(lock: str) -> list[str]:
    """Return the names of the packages that a lock installs on this system."""
    requirements = [Requirement(line.rstrip(" \\")) for line in lock.splitlines() if re.match(r"\w", line)]
    return [each.name for each in requirements if each.marker is None or each.marker.evaluate()]


def stated_licences(name: str) -> list[str]:
    """Return the licences that an installed package states, one by one; of a choice, all one may choose from."""
    about = metadata(name)
    if expression := about.json.get("license_expression"):
        return re.split(r" AND | OR ", str(expression))
    classifiers = [
        line.split(" :: ")[-1] for line in about.get_all("Classifier") or [] if line.startswith("License ::")
    ]
    written = str(about.json.get("license", ""))
    # Some packages put the whole text there; its title does not say enough.
    short = [written] if written and "\n" not in written else []
    return classifiers or short or [READ_BY_HAND.get(name, "none stated")]


def refused(name: str, licences: list[str]) -> list[str]:
    """Return the licences under which a package must not ship."""
    return [each for each in licences if each not in ALLOWED and (name, each) not in EXCEPTIONS]


@pytest.mark.parametrize("name", locked_packages(LOCK.read_text(encoding="utf-8")))
def test_package_may_ship(name: str) -> None:
    assert refused(name, stated_licences(name)) == []


def test_the_lock_is_read_whole() -> None:
    names = locked_packages(LOCK.read_text(encoding="utf-8"))
    assert {"streamlit", "streamlit-folium", "pandas", "geopandas", "ibis-framework", "certifi"} <= set(names)


def test_a_package_of_another_system_is_left_out() -> None:
    lock = "one==1.0 ; python_version < '3' \\\n    --hash=sha256:0\ntwo==2.0 \\\n    --hash=sha256:0\n    # via one\n"
    assert locked_packages(lock) == ["two"]


@pytest.mark.parametrize(
    ("name", "licence"),
    [
        ("anything", "GPL-3.0-or-later"),
        ("anything", "AGPL-3.0-only"),
        ("anything", "LGPL-3.0-only"),
        ("x", "none stated"),
    ],
)
def test_other_licences_are_refused(name: str, licence: str) -> None:
    assert refused(name, [licence, "MIT"]) == [licence]


def test_an_exception_holds_for_its_package_only() -> None:
    assert refused("psycopg", ["LGPL-3.0-only"]) == []
