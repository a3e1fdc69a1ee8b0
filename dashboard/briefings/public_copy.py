"""The public's static copy: one page and its tables in a folder that any web server can hand out."""

import io
import zipfile
from pathlib import Path

from dashboard.briefings.content import Audience, Briefing, Paper
from dashboard.briefings.forms import FORMATS
from data.errors import RequestRefused
from data.store.durable import write_bytes

PAGE = "index.html"
_SERVED = (".csv", ".json", ".geojson", ".txt")


def write_public_copy(briefing: Briefing, folder: Path) -> tuple[Path, ...]:
    """Write the page and the tables of a briefing for the public, and return their paths.

    The page comes last: until it is there a visitor sees the one before. Tables of an earlier copy that this one has
    not are taken away; other files in the folder are left alone.

    Raises:
        RequestRefused: the briefing is not for the public, or the folder cannot be written.
    """
    if briefing.audience is not Audience.PUBLIC:
        raise RequestRefused(f"briefing {briefing.id} is for the office; the public's copy is made for the public.")
    files = _files(briefing)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if path.suffix in (".csv", ".geojson") and path.name not in files:
                path.unlink()
        for name, content in files.items():
            waiting = folder / f".{name}.part"
            write_bytes(content, waiting)
            waiting.replace(folder / name)
    except OSError as problem:
        raise RequestRefused(f"{folder} cannot be written: {problem.strerror or problem}.") from None
    return tuple(folder / name for name in files)


def _files(briefing: Briefing) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(FORMATS["zip"].make(briefing, Paper.A4))) as pack:
        tables = {name: pack.read(name) for name in pack.namelist() if name.endswith(_SERVED)}
    return tables | {PAGE: FORMATS["html"].make(briefing, Paper.A4)}
