"""What is said beside a reason, as values: a screen says them in its language, a file in English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HouseholdsOnly:
    """So many households were counted, without how many people they are."""

    count: int

    def __str__(self) -> str:
        """Return it in English."""
        return f"{self.count} households without a household size"


@dataclass(frozen=True, slots=True)
class LargestSector:
    """One of so many sectors stands for all of them."""

    sector: str
    sectors: int

    def __str__(self) -> str:
        """Return it in English."""
        return f"largest of {self.sectors} sectors: {self.sector}"


Detail = HouseholdsOnly | LargestSector | str
"""Or the words of a source, or the name of a sector."""
