"""The decisions on counting that an answer rests on, as values: screens say them in their language, files so."""

from dataclasses import dataclass

from data.queries.policy import OperationRule


@dataclass(frozen=True)
class SourcesInOrder:
    """Which sources are taken first for a measure, in one state or in all of them, before those left by their rank."""

    measure: str
    country_iso3: str | None
    sources: tuple[str, ...]
    is_default: bool

    def __str__(self) -> str:
        """Return it in English."""
        about = f"{self.measure}/{self.country_iso3}" if self.country_iso3 else self.measure
        return f"{about}: {', then '.join(self.sources)}, then by rank ({_by(self.is_default)})"


@dataclass(frozen=True)
class OperationStanding:
    """Whether an operation counts in its state's total, and with which others it counts the same people."""

    rule: OperationRule
    is_default: bool

    def __str__(self) -> str:
        """Return it in English."""
        words = "counts in the total" if self.rule.counts_in_total else "is shown beside the total"
        others = ", ".join(self.rule.overlaps_with)
        overlaps = f", counts the same people as {others}" if others else ""
        return f"{self.rule.country_iso3}, operation {self.rule.name}: {words}{overlaps} ({_by(self.is_default)})"


@dataclass(frozen=True)
class SmallFiguresHidden:
    """Figures of people who could be harmed are told by whole years and states, and the small ones not at all."""

    fewest: int

    def __str__(self) -> str:
        """Return it in English."""
        return (
            f"protected: whole years of whole states; figures under {self.fewest}, zero too, are hidden, and others "
            "where one could be worked out from them"
        )


Decision = SourcesInOrder | OperationStanding | SmallFiguresHidden


def _by(is_default: bool) -> str:
    return "by default" if is_default else "set by the office"
