"""Skills of a diaspora in the order of the open needs that they serve, in words and as a table."""

from collections.abc import Sequence

from dashboard import formats
from dashboard.language import gettext as _
from dashboard.place_labels import country_name
from dashboard.protection_views import cell_words
from dashboard.sector_labels import sector_label
from dashboard.survey_views import occupation_label
from dashboard.table_views import TableView, Told
from data.disclosure.diaspora_matches import Match, OpenNeed
from data.sectors import SERVICES


def matches_view(found: Sequence[Match], residence: str) -> TableView:
    """Return the skills in the order of the open need that they serve, each with its rank and its reason."""
    ranks = {sector: place for place, sector in enumerate(dict.fromkeys(one.service.sector for one in found), start=1)}
    rows = tuple(
        (
            str(ranks[one.service.sector]),
            occupation_label(one.service.occupation),
            cell_words(one.people),
            sector_label(one.service.sector),
            need_words(one.need),
            reason_words(one),
        )
        for one in found
    )
    header = (_("Rank"), _("Occupation"), _("People"), _("Sector it serves"), _("Open need at home"), _("Why"))
    told = {one.need.sector: one.need for one in found if one.need is not None}
    numbers = tuple(
        Told(_("Open need, {sector}").format(sector=sector_label(sector)), "people_in_need", need.number)
        for sector, need in told.items()
    )
    caption = _("Skills in {country} matched to open needs at home").format(country=country_name(residence))
    look = "wraps scrolls" if len(rows) > 15 else "wraps"
    return TableView(caption, header, rows, frozenset({2, 4}), numbers, look)


def match_finding(found: Sequence[Match], residence: str) -> str:
    """Return which skills serve the largest open need, for readers who do not read the table."""
    if not found:
        return _("No occupation of those who answered serves a sector of need by itself.")
    first = [one for one in found if one.service.sector == found[0].service.sector]
    named = "; ".join(
        _("{occupation} {figure}").format(
            occupation=occupation_label(one.service.occupation), figure=cell_words(one.people)
        )
        for one in first
    )
    return _("First, {sector} (open need {need}): in {country} {skills}.").format(
        sector=sector_label(found[0].service.sector),
        need=need_words(found[0].need),
        country=country_name(residence),
        skills=named,
    )


def rule_view() -> TableView:
    """Return the rule by which occupations serve sectors, with its reasons."""
    rows = tuple(
        (occupation_label(service.occupation), sector_label(service.sector), _(service.reason)) for service in SERVICES
    )
    header = (_("Occupation, ISCO-08"), _("Sector"), _("Why it serves"))
    return TableView(_("Which occupation serves which sector"), header, rows)


def need_words(need: OpenNeed | None) -> str:
    """Return the open need of a sector, with what is not known of it."""
    if need is None:
        return _("not counted")
    if need.number.amount is None:
        return _("more reached than in need, as published")
    figure = formats.amount(need.number.amount)
    return figure if need.is_reach_known else _("{figure}; reach not counted").format(figure=figure)


def reason_words(one: Match) -> str:
    """Return why an occupation serves its sector."""
    service = one.service
    return _(service.reason)
