"""Asks Spark every question too: ``make test-engines``.

``TRACKER_SPARK`` names a cluster; without it Spark runs on two cores of this machine.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from data.store.engine_spark import MASTER_VARIABLE

ROOT = Path(__file__).resolve().parents[2]
OLDEST_JAVA = 17
COMPARED = "tests/data/store/test_engines.py"


def main(arguments: list[str]) -> int:
    """Install Spark, ask it, and return the exit code; without Java say so in one line, which is no failure."""
    if missing := missing_java():
        print(f"Skipped: Spark needs Java {OLDEST_JAVA} or newer, and {missing}. DuckDB and PostgreSQL: make test.")
        return 0
    subprocess.run([sys.executable, str(ROOT / ".ci" / "environment.py"), "engines"], check=True)
    environment = {MASTER_VARIABLE: "local[2]"} | os.environ
    # PostgreSQL is compared by `make test`.
    command = [sys.executable, "-m", "pytest", COMPARED, "tests/engines", "-k", "not postgres", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def missing_java() -> str:
    """Return in words why there is no fit Java, or nothing where there is one."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin") if home else None)
    if java is None:
        return f"there is none in {home} (JAVA_HOME)" if home else "there is none on this machine"
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', told)
    if found is None or int(found.group(1)) < OLDEST_JAVA:
        return f"{java} is {told.splitlines()[0] if told else 'broken'}"
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
