"""Who was trained to identify, refer and assist, by kind of organisation and year."""

from dashboard import formats
from dashboard.language import gettext as _
from dashboard.people_words import organisation_words
from dashboard.periods import Ask
from dashboard.selection import Selection
from dashboard.table_views import TableView, Told
from data.queries.answer import Number
from data.queries.question import By, Question

MEASURE = "people_trained"


def training_view(selection: Selection, ask: Ask) -> TableView:
    """Return the people trained by kind of organisation (down) and year (across), with all together below.

    A dash is where nobody reported. Without any report the table has no rows.
    """
    asked = Question(MEASURE, selection.day, by=(By.ORGANISATION, By.YEAR), countries=selection.scope)
    cells = {
        (row.by["organisation_type"], int(row.by["year"])): row.number
        for row in ask(asked).rows
        if row.number.amount is not None
    }
    whole = {
        int(row.by["year"]): row.number
        for row in ask(Question(MEASURE, selection.day, by=(By.YEAR,), countries=selection.scope)).rows
        if row.number.amount is not None
    }
    years = sorted(whole)
    kinds = sorted({kind for kind, _year in cells}, key=organisation_words)
    rows = [(organisation_words(kind), *(_words(cells.get((kind, year))) for year in years)) for kind in kinds]
    rows += [(_("All together"), *(_words(whole.get(year)) for year in years))] if whole else []
    told = [
        Told(_("{group}, {year}").format(group=organisation_words(kind), year=year), MEASURE, cells[kind, year])
        for kind in kinds
        for year in years
        if (kind, year) in cells
    ]
    told += [
        Told(_("{group}, {year}").format(group=_("All together"), year=year), MEASURE, whole[year]) for year in years
    ]
    header = (_("Kind of organisation"), *(str(year) for year in years))
    return TableView(
        _("People trained, by kind of organisation and year"), header, tuple(rows),
        frozenset(range(1, len(header))), tuple(told),
    )  # fmt: skip


def _words(number: Number | None) -> str:
    return formats.amount(number.amount) if number is not None else formats.MISSING
