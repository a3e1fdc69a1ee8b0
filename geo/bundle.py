"""The shipped files of this room: written in one way, and checked against their ``SOURCE.toml``."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from geo.gazetteer import BUNDLED


def check_bundle(folder: Path = BUNDLED) -> list[str]:
    """Return what is wrong with the shipped files; an empty list when every file is as its SOURCE.toml says.

    Args:
        folder: the folder with one sub-folder per source.

    Returns:
        One sentence per missing, changed or unlisted file.
    """
    problems: list[str] = []
    for sub_folder in sorted(path for path in folder.iterdir() if path.is_dir()):
        problems.extend(_check_folder(sub_folder))
    return problems


def _check_folder(folder: Path) -> list[str]:
    source = folder / "SOURCE.toml"
    if not source.exists():
        return [f"{folder.name}: has no SOURCE.toml."]
    listed: dict[str, dict[str, Any]] = tomllib.loads(source.read_text("utf-8"))["files"]
    problems = [
        f"{folder.name}/{path.name}: is not listed in SOURCE.toml."
        for path in sorted(folder.iterdir())
        if path != source and path.name not in listed
    ]
    for name, entry in listed.items():
        path = folder / name
        if not path.exists():
            problems.append(f"{folder.name}/{name}: is listed in SOURCE.toml but missing.")
        elif sha256_of(path) != entry["sha256"]:
            problems.append(f"{folder.name}/{name}: has sha256 {sha256_of(path)}, SOURCE.toml says {entry['sha256']}.")
        elif count_rows(path) != entry["rows"]:
            problems.append(f"{folder.name}/{name}: has {count_rows(path)} rows, SOURCE.toml says {entry['rows']}.")
    return problems


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def count_rows(path: Path) -> int:
    """Return the number of records of a CSV (without its header) or of features of a GeoJSON file."""
    if path.suffix == ".geojson":
        return len(read_features(path))
    return path.read_text("utf-8").count("\n") - 1


def read_features(path: Path) -> list[dict[str, Any]]:
    """Return the features of a GeoJSON file as they stand in it."""
    features: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["features"]
    return features


def write_geojson(path: Path, features: Iterable[Mapping[str, Any]]) -> None:
    """Write features as compact GeoJSON, the same bytes for the same features."""
    document = {"type": "FeatureCollection", "features": list(features)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8"))


def write_source(folder: Path, description: Mapping[str, str]) -> None:
    """Write ``SOURCE.toml`` of a folder: the description, then rows and sha256 of each file in it.

    Args:
        folder: a sub-folder of ``geo/bundled`` whose files are complete.
        description: title, publisher, address, licence, retrieved and so on, as text.
    """
    lines = [f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in description.items()]
    for path in sorted(folder.iterdir()):
        if path.name != "SOURCE.toml":
            lines += ["", f'[files."{path.name}"]', f"rows = {count_rows(path)}", f'sha256 = "{sha256_of(path)}"']
    (folder / "SOURCE.toml").write_bytes(("\n".join(lines) + "\n").encode("utf-8"))
