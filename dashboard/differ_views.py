"""Why sources differ, in words: what each says of one state, and what sets it apart from the one that counts."""

from collections.abc import Callable
from datetime import date

from dashboard import formats
from dashboard.headlines import source_title
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.table_views import TableView, Told
from data.queries.answer import Part
from data.queries.sources_compared import STANDING_WORDS, SourcesCompared, SourceView, Standing

METHODS: dict[str, Callable[[], str]] = {
    "iom_dtm": lambda: _("counts people present in each place in rounds, through key informants and visits to sites"),
    "idmc_gidd": lambda: _(
        "estimates the end of a year from several sources; conflict and disasters apart, then added"
    ),
    "idmc_idu": lambda: _("collects reports of single events as they come in; they may be corrected later"),
    "unhcr": lambda: _("gives the end or the middle of a year as governments, partners and UNHCR's offices report it"),
    "hdx_hapi": lambda: _("passes on what the bodies of the humanitarian system publish"),
    "ifrc_go": lambda: _("gives what Red Cross societies and governments report of an emergency"),
    "desinventar": lambda: _("records losses by disaster from reports, unit by unit"),
    "un_desa": lambda: _("estimates the middle of a year from censuses and registers"),
    "iom_missing_migrants": lambda: _("records incidents from officials, aid bodies and the press; a lower bound"),
    "fema_nss": lambda: _("lists shelters with their room"),
    "cited": lambda: _("a figure given in a report or by the press, as it was told on the day"),
}
"""How each source comes to its figures, in a sentence's end."""


def view_title(view: SourceView) -> str:
    """Return the name of a source; of a cited figure that of its publisher."""
    return source_title(view.source_name or view.source)


def compared_view(compared: SourcesCompared) -> TableView:
    """Return the sources side by side, the one that counts first."""
    header = (_("Source"), _("Figure"), _("Counted"), _("Covers"), _("How it counts"), _("Standing"))
    rows = tuple(
        (
            view_title(view), formats.amount(view.number.amount), day_words(view), coverage_words(view),
            method_words(view), standing_words(view),
        )
        for view in compared.sources
    )  # fmt: skip
    told = tuple(
        Told(view_title(view), compared.question.measure, view.number)
        for view in compared.sources
        if view.number.amount is not None
    )
    caption = ngettext("{count} source", "{count} sources", len(rows)).format(count=formats.number(len(rows)))
    return TableView(caption, header, rows, frozenset({1}), told, "wraps broad")


def day_words(view: SourceView) -> str:
    """Return the day of a source's figure, or when it last counted."""
    newest, oldest = view.number.making.newest, view.number.making.oldest
    if newest is None or oldest is None:
        return _("last counted {day}").format(day=formats.short_day(view.last_counted))
    if newest == oldest:
        return formats.short_day(newest)
    return _("{first} to {last}").format(first=formats.short_day(oldest), last=formats.short_day(newest))


def coverage_words(view: SourceView) -> str:
    """Return how much of the state a source counted, and in how many figures."""
    making = view.number.making
    if not making.parts:
        return formats.MISSING
    if all(_is_whole(part) for part in making.parts):
        return ngettext(
            "the whole state, in one figure", "the whole state, in {count} figures added", len(making.parts)
        ).format(count=formats.number(len(making.parts)))
    return _("{counted} of {known} units").format(counted=making.units_counted, known=making.units_known)


def _is_whole(part: Part) -> bool:
    return part.admin1_code is None and part.place_name is None


def method_words(view: SourceView) -> str:
    """Return how a source counts, its operation and round, and the word that it uses."""
    known = METHODS.get(view.source)
    words = [known()] if known is not None else []
    rounds = sorted({part.reporting_round for part in view.number.making.parts if part.reporting_round is not None})
    words += [", ".join(view.operations)] if view.operations else []
    words += [_("round {round}").format(round=number) for number in rounds]
    terms = list(dict.fromkeys(word.term for word in view.wordings if word.term))
    words += [_("by the word {terms}").format(terms=", ".join(terms))] if terms else []
    return "; ".join(words)


def standing_words(view: SourceView) -> str:
    """Return whether a source counts, or which rule put another before it."""
    return _(STANDING_WORDS[view.standing])


def difference_lines(compared: SourcesCompared) -> list[str]:
    """Return for each source that does not count what sets it apart from the one that does, in a few sentences."""
    first = next((view for view in compared.sources if view.standing is Standing.COUNTS), None)
    if first is None or first.number.amount is None:
        return []
    others = [view for view in compared.sources if view is not first and view.number.amount is not None]
    return [" ".join([*_sentences(first, other)]) for other in others]


def _sentences(first: SourceView, other: SourceView) -> list[str]:
    one, two = first.number.amount, other.number.amount
    assert one is not None
    assert two is not None
    said = _("{other} says {figure}, {first} {counted}.").format(
        other=view_title(other),
        figure=formats.amount(two),
        first=view_title(first),
        counted=formats.amount(one),
    )
    return [
        said,
        *_apart(two.figure - one.figure, one.figure),
        *_days_apart(first, other),
        *_places_apart(first, other),
        _("Rule: {words}.").format(words=standing_words(other)),
    ]


def _apart(difference: float, counted: float) -> list[str]:
    if not difference:
        return [_("They agree.")]
    words = _("That is {count} more") if difference > 0 else _("That is {count} fewer")
    figure = words.format(count=formats.number(abs(difference)))
    share = formats.number(round(abs(difference) / counted * 100, 1)) if counted else None
    return [_("{words} ({share} %).").format(words=figure, share=share) if share is not None else f"{figure}."]


def _days_apart(first: SourceView, other: SourceView) -> list[str]:
    one, two = first.number.making.newest, other.number.making.newest
    if one is None or two is None or one == two:
        return []
    days = abs((two - one).days)
    words = ngettext(
        "Their figures are {count} day apart, {first} and {other}.",
        "Their figures are {count} days apart, {first} and {other}.",
        days,
    )
    return [words.format(count=formats.number(days), first=_day(one), other=_day(two))]


def _day(day: date) -> str:
    return formats.short_day(day)


def _places_apart(first: SourceView, other: SourceView) -> list[str]:
    one, two = coverage_words(first), coverage_words(other)
    if one == two:
        return []
    return [
        _("{other} covers {places}; {first} {counted}.").format(
            other=view_title(other), places=two, first=view_title(first), counted=one
        )
    ]
