"""Coverage-guided fuzz of every reader: whatever bytes come, a reader gives drafts or one of our typed refusals.

``make fuzz`` runs each reader for a minute (``FUZZ_SECONDS``), one process each, from the sample rows of its format.
``python -m tests.fuzz NAME`` runs one reader. A finding is kept as a file; make it a test of its reader.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from data.errors import ImportRefused

SAMPLES = Path(__file__).parents[1] / "samples"
LONGEST_BYTES = 20_000


def main() -> int:
    """Run one reader, or each in a process of its own; 1 where any of them let another error through."""
    if len(sys.argv) > 1:
        fuzz(sys.argv[1])
        return 0
    from data.readers.detection import READERS

    failed = [reader.name for reader in READERS if _run(reader.name) != 0]
    print(f"{len(READERS) - len(failed)} passed, {len(failed)} failed", *failed, sep="\n")
    return 1 if failed else 0


def _run(name: str) -> int:
    print(f"{name} ...", file=sys.stderr, flush=True)
    return subprocess.run([sys.executable, "-m", "tests.fuzz", name], check=False).returncode


def fuzz(name: str) -> None:
    """Feed mutated sample files to one reader until the time is over; ends the process."""
    import atheris  # only here: it is in no other lock

    with atheris.instrument_imports(include=["data.readers"]):
        from data.readers.detection import READERS
        from data.readers.opening import open_file
    reader = next(one for one in READERS if one.name == name)
    folder = Path(tempfile.mkdtemp(prefix="tracker-fuzz-"))
    suffix = _seed(folder / "seeds", reader.recognises)
    target = folder / f"input{suffix}"

    def one_input(content: bytes) -> None:
        target.write_bytes(content)
        try:
            file = open_file(target)
            if reader.recognises(file):
                reader.read(file)
        except ImportRefused:
            return

    seconds = os.environ.get("FUZZ_SECONDS", "60")
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST_BYTES}", "-timeout=20", f"-artifact_prefix={folder}/"]
    atheris.Setup([sys.argv[0], *options, "-verbosity=0", str(folder / "seeds")], one_input)
    atheris.Fuzz()


def _seed(folder: Path, recognises: object) -> str:
    """Copy the samples that the reader takes; without one all of them start it. Returns their ending."""
    from data.readers.opening import open_file

    folder.mkdir()
    files = [path for path in sorted(SAMPLES.iterdir()) if path.suffix != ".md"]
    own = [path for path in files if _takes(recognises, open_file(path))] or files
    for path in own:
        shutil.copy(path, folder)
    return own[0].suffix


def _takes(recognises: object, file: object) -> bool:
    try:
        return bool(recognises(file))  # type: ignore[operator]  # a function of detection.READERS
    except ImportRefused:
        return False


if __name__ == "__main__":
    sys.exit(main())
