"""The few words that forms need themselves, in the language of the run; their keys are the same in every language."""

from dashboard.language import gettext as _


def labels() -> dict[str, str]:
    """Return the words by key. Placeholders in braces are filled by the form."""
    return {
        "briefing": _("Briefing {id}"),
        "page": _("Page {page} of {pages}"),
        "made": _("Made {moment}"),
        "known_at": _("Known to the store on {moment}, change {generation}"),
        "again": _("Scan to open this briefing again"),
        "command": _("Again, on a machine of the office: {command}"),
        "id": _("The id makes it again with the same numbers: {id}"),
        "since": _("Some numbers are told otherwise now than when this was made; the last part says which."),
        "contents": _("Contents"),
        "table": _("Table"),
        "definition": _("Definition"),
        "source": _("Source"),
        "sources": _("Sources"),
        "licence": _("Licence"),
        "making": _("How each number was made"),
        "number": _("Number"),
        "measure": _("What is counted"),
        "added": _("Added"),
        "left_out": _("Left out"),
        "not_counted": _("not counted"),
        "public": _("For the public"),
        "office": _("For the office"),
        "language": _("Language"),
        "warning": _("Note"),
        "program": _("Caricom Displacement Tracker"),
    }
