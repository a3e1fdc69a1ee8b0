"""Start the dashboard: ``python -m dashboard``, followed by any option of ``streamlit run``.

``python -m dashboard briefing ...`` makes a briefing instead and starts no server.
"""

import importlib
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Serve the app until it is stopped, on this machine only unless Streamlit's settings say otherwise.

    Raises:
        SystemExit: started from another folder; Streamlit would not find its settings and listen on every address. Or
            a briefing was made: the code is that of its command.
    """
    if sys.argv[1:2] == ["briefing"]:
        from dashboard.briefings.command import main as make_briefing

        sys.exit(make_briefing(sys.argv[2:]))
    if Path.cwd().resolve() != ROOT:
        sys.exit(f"Start the dashboard from its own folder: cd {ROOT}")
    from streamlit.web import cli

    threading.Thread(target=_warm_up, daemon=True).start()
    cli.main(["run", str(ROOT / "dashboard" / "app.py"), *sys.argv[1:]], prog_name="dashboard")


def _warm_up() -> None:
    """Load what the first page needs while the server starts and the browser fetches its own files.

    Not streamlit-folium: loaded before the server runs, its component would be registered nowhere.
    """
    for module in ("data.filled_store", "data.asking", "dashboard.situation_map", "dashboard.charts.trend_chart"):
        importlib.import_module(module)


if __name__ == "__main__":
    main()
