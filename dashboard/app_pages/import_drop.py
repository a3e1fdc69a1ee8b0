"""The place to drop files, and the import of what was dropped; results stay until the person puts them away."""

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from dashboard import resources
from dashboard.language import gettext as _
from dashboard.notices import caution
from dashboard.uploads import Standing, Upload, import_upload, is_unknown_table, name_to_tell, standing_of
from data.import_report import FileReport, Status

_KEPT = "imports_dropped"
_STEPS: dict[str, Callable[[], str]] = {
    "reading": lambda: _("reading"),
    "checking": lambda: _("checking every row"),
    "placing": lambda: _("finding the places"),
    "comparing": lambda: _("comparing with the store"),
    "keeping": lambda: _("keeping"),
}


@dataclass(frozen=True, eq=False)
class Outcome:
    """What became of one file in this visit; the file itself only while its columns wait to be explained."""

    upload_id: str
    report: FileReport
    unknown: Upload | None = None


@dataclass
class Dropped:
    """What one person dropped in this visit: outcomes, the newest first, and a number for the next drop zone."""

    outcomes: list[Outcome] = field(default_factory=list)
    turn: int = 0

    def put(self, outcome: Outcome) -> None:
        """Keep an outcome in the place of an earlier one of the same upload."""
        others = [one for one in self.outcomes if one.upload_id != outcome.upload_id]
        self.outcomes = [outcome, *others]


def dropped() -> Dropped:
    """Return what this person dropped in this visit."""
    kept: Dropped = st.session_state.setdefault(_KEPT, Dropped())
    return kept


def draw_drop() -> bool:
    """Draw the drop zone and import what was dropped; return whether the store can be written."""
    standing, why = standing_of(resources.store(), by=resources.person())
    if standing is Standing.READ_ONLY:
        caution(_("This store can be read, not written: files cannot be imported here."))
        st.caption(why)
        return False
    if standing is Standing.BUSY:
        caution(_("Somebody else is importing: what you drop now waits for up to a minute."))
        st.caption(why)
    kept = dropped()
    dry_run = st.session_state.get("imports_dry_run", False)
    files = st.file_uploader(
        _("Drop files here"),
        accept_multiple_files=True,
        key=f"imports_upload_{kept.turn}",
        help=_("What a file is, its content says, whatever its name. Up to 200 MB each."),
    )
    st.caption(
        _("DTM rounds, exports of IDMC, UNHCR and HDX, shelter lists, our templates, map layers, tables made by hand.")
    )
    st.toggle(_("Only check, keep nothing"), key="imports_dry_run")
    if files:
        _import_all(
            [(file.file_id, Upload(name_to_tell(file.name), file.getvalue())) for file in files], dry_run=dry_run
        )
        kept.turn += 1
        st.rerun()
    return True


def _import_all(uploads: list[tuple[str, Upload]], *, dry_run: bool) -> None:
    """Import one file after the other; each outcome is kept at once, so that a click in between loses none."""
    kept = dropped()
    known = {outcome.upload_id for outcome in kept.outcomes}
    bar = st.progress(0.0)
    for position, (upload_id, upload) in enumerate(uploads):
        if upload_id not in known:
            kept.put(import_one(upload_id, upload, dry_run=dry_run, tell=_teller(bar, position, len(uploads))))
    bar.empty()


def import_one(upload_id: str, upload: Upload, *, dry_run: bool, tell: Callable[[str, float], None]) -> Outcome:
    """Import one file and return what became of it."""
    report = import_upload(
        resources.store(), upload, by=resources.person(), now=resources.now(), dry_run=dry_run, progress=tell
    )
    is_unknown = report.status is Status.REFUSED and is_unknown_table(upload)
    return Outcome(upload_id, report, upload if is_unknown else None)


def _teller(bar: "st.delta_generator.DeltaGenerator", position: int, files: int) -> Callable[[str, float], None]:
    """Return what moves the bar; once a file is kept nothing is drawn, for drawing may end the run untold."""

    def tell(words: str, share: float) -> None:
        name, _colon, step = words.rpartition(": ")
        if step in _STEPS:
            text = _("{file}: {step}").format(file=name, step=_STEPS[step]())
            bar.progress(min(1.0, (position + share) / files), text=text)

    return tell
