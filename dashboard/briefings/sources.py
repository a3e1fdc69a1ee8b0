"""Who counted, under which licence, what each word means, and what the lines on the maps are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dashboard import formats
from dashboard.briefings.blocks import Block, Column, Note, Notes, Section, TableBlock, told_in
from dashboard.briefings.content import Versions
from dashboard.briefings.parts import numeric, shortened
from dashboard.headlines import measure_label, source_title
from dashboard.language import gettext as _
from data.queries.answer import Part
from data.schema import MEASURES
from data.sources import SOURCES

_PRINTED = 20


def section(blocks: Iterable[Block], versions: Versions) -> Section:
    """Return the part with sources, licences and definitions of all that the other parts show.

    Args:
        blocks: the blocks of the other parts.
        versions: of program and boundaries.
    """
    told = told_in(blocks)
    parts = [part for one in told for part in one.number.making.parts]
    measures = tuple(dict.fromkeys(one.measure for one in told))
    return Section("sources", _("Sources and definitions"), (_table(parts), _definitions(measures), _house(versions)))


def _table(parts: Sequence[Part]) -> TableBlock:
    """Return one row per publisher behind the numbers."""
    by_source: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in dict.fromkeys(parts):
        by_source[part.source, part.source_name or part.source].append(part)
    columns = (
        Column(_("Source"), "source", "#meta+source"),
        numeric(_("Figures used"), "figures", "#meta+count"),
        Column(_("Newest figure"), "newest", "#date"),
        Column(_("Licence"), "licence", "#meta+licence"),
        Column(_("Address"), "address", "#meta+url"),
    )
    rows, values = [], []
    most_first = sorted(by_source.items(), key=lambda item: (-len(item[1]), source_title(item[0][1]).casefold()))
    for (source, name), own in most_first:
        newest, known = max(part.date for part in own), SOURCES.get(source)
        licence = _(known.licence) if known is not None else _("as its publisher says")
        address = _address(own, known.address if known is not None else "")
        title = source_title(name)
        rows.append((title, formats.number(len(own)), formats.short_day(newest), licence, address))
        values.append((title, len(own), newest, licence, address or None))
    caption = _("Who counted, and under which licence it may be shown")
    return shortened(TableBlock("sources", caption, columns, tuple(rows), tuple(values)), _PRINTED)


def _address(parts: Sequence[Part], of_source: str) -> str:
    """Return the page of the source, or of the newest cited report."""
    cited = [part for part in parts if part.source_url]
    newest = max(cited, key=lambda part: part.date, default=None)
    return of_source or (newest.source_url if newest is not None and newest.source_url else "")


def _definitions(measures: Sequence[str]) -> Notes:
    items = [
        Note(measure_label(name), (f"{_(MEASURES[name].definition)} ({_(MEASURES[name].definition_source)})",))
        for name in measures
    ]
    return Notes(tuple(items), _("What the words mean"))


def _house(versions: Versions) -> Notes:
    return Notes(
        (
            Note(
                _("Numbers"),
                (
                    _(
                        "Sources are never added to each other. Counts of people at a date are not added over time. "
                        "A dash means that nobody counted; 0 means that somebody counted and found nobody."
                    ),
                ),
            ),
            Note(
                _("Maps"),
                (
                    _(
                        "Boundaries and names on the maps are those of {boundaries}. They imply no opinion on the "
                        "status of any territory or the course of any line."
                    ).format(boundaries=versions.boundaries),
                ),
            ),
            Note(_("Program"), (_("Caricom Displacement Tracker {version}").format(version=versions.program),)),
        ),
        _("How to read this"),
    )
