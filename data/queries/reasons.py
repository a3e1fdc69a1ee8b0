"""The words for each reason, in the coordinator's language; screens translate them, the command line prints them."""

from data.queries.answer import LeftOut, Reason

WORDS: dict[Reason, str] = {
    Reason.PAST_ITS_LIFE: "too old to stand in a total",
    Reason.NOT_IN_LATEST_ROUND: "not reassessed in the latest round",
    Reason.OLDER_THAN_COUNTRY: "older than the country's own figure",
    Reason.OTHER_DATE_THAN_COUNTRY: "counted on another day than the country's own figure",
    Reason.OTHER_SOURCE: "another source for the same people; sources are not added",
    Reason.OTHER_OPERATION: "another operation, which may count the same people",
    Reason.OTHER_ASSESSMENT_TYPE: "another assessment type of the same round, which may count the same people",
    Reason.OTHER_REPORT: "another report on the same event",
    Reason.OTHER_TERM: "another word for the same people in the same report",
    Reason.TRIANGULATION: "a triangulation figure: shown, never added",
    Reason.ONLY_TRIANGULATION: "only triangulation figures: none is recommended",
    Reason.WHOLE_TERRITORY: "already held by the figure for the whole or for a group of units",
    Reason.SOURCES_DO_NOT_ADD: "figures of several sources for the same people are not added",
    Reason.STOCKS_DO_NOT_ADD_OVER_TIME: "counts of people at several dates are not added",
    Reason.SECTORS_DO_NOT_ADD: "the same people need help in several sectors; sectors are not added",
    Reason.SEVERITIES_DO_NOT_ADD: "one severity may hold another (3+ holds 3, 4 and 5); severities are not added",
    Reason.AGE_BANDS_OVERLAP: "the age bands overlap; they are not added",
    Reason.GROUPS_OVERLAP: "one person may be in several groups; groups are not added",
    Reason.OPERATIONS_OVERLAP: "operations that may count the same people are not added",
    Reason.ONLY_HOUSEHOLDS: "counted in households without a household size; not a number of people",
    Reason.PARTS_EXCEED_TOTAL: "the parts exceed the total, as published",
    Reason.LOWER_BOUND: "no figure over all sectors: the largest sector stands as a lower bound",
    Reason.LATER_COUNT: "an earlier count; the later one took its place",
    Reason.FINER_PLACE: "a part of a place whose own figure is counted",
    Reason.PART_OF_TOTAL: "a part by sex, age or group of a figure that is counted whole",
    Reason.NO_FIGURE: "the source gives no figure",
    Reason.TOLD_OTHERWISE: "the same people are told by another figure that is counted",
    Reason.NOT_BROKEN_DOWN: "not broken down in this way",
    Reason.TAKEN_AWAY: "taken away from the first figure",
    Reason.HIDDEN: "hidden to protect people",
}


def sentence(item: LeftOut) -> str:
    """Return why something is not in the number, with its day and source where it is a figure."""
    words = WORDS[item.reason]
    if item.part is None:
        return f"{words} ({item.detail})" if item.detail else words
    round_words = f" in round {item.part.reporting_round}" if item.part.reporting_round is not None else ""
    publisher = item.part.source_name or item.part.source
    return f"{words}: last counted on {item.part.date.isoformat()}{round_words} by {publisher}"
