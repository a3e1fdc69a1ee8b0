"""Start the dashboard: ``python -m dashboard``, followed by any option of ``streamlit run``."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Serve the app until it is stopped, on this machine only unless Streamlit's settings say otherwise.

    Raises:
        SystemExit: started from another folder; Streamlit would not find its settings and listen on every address.
    """
    if Path.cwd().resolve() != ROOT:
        sys.exit(f"Start the dashboard from its own folder: cd {ROOT}")
    from streamlit.web import cli

    cli.main(["run", str(ROOT / "dashboard" / "app.py"), *sys.argv[1:]], prog_name="dashboard")


if __name__ == "__main__":
    main()
