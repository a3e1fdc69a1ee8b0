"""What a briefing says, as values: every form (PDF, slides, workbook, picture, page, data pack) is made from these.

All words are in the briefing's language already; a form lays them out and writes none of its own but what it needs to
find its way. Texts may come from data and are hostile: each form escapes them.
"""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from dashboard.briefings.blocks import Block, Section, TableBlock, tables_in, told_in
from dashboard.table_views import Told


class Audience(StrEnum):
    """Who a briefing is for: colleagues of the office, or anybody. The public never sees a number of a few people."""

    OFFICE = "office"
    PUBLIC = "public"


class Paper(StrEnum):
    """The sheet that a printed form is laid out for."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True)
class Scope:
    """Where a briefing looks: the region where there are no countries, and only at one event where one is named."""

    countries: tuple[str, ...] = ()
    event: str | None = None


@dataclass(frozen=True)
class Versions:
    """By which program and which edition of the boundaries a briefing was first made."""

    program: str
    boundaries: str


@dataclass(frozen=True)
class Logo:
    """An office's logo: SVG or PNG bytes, and whose it is in words."""

    content: bytes
    format: Literal["svg", "png"]
    alt: str

    @property
    def address(self) -> str:
        """The logo as an address that holds it, for pages and drawings that ask nobody."""
        kind = "image/svg+xml" if self.format == "svg" else "image/png"
        return f"data:{kind};base64,{base64.b64encode(self.content).decode()}"


@dataclass(frozen=True)
class Look:
    """What an office's template gives a briefing: logo, two colours (``#rrggbb``), and standing text."""

    accent: str = "#14607a"
    ink: str = "#1d272d"
    office: str = ""
    standing: tuple[str, ...] = ()
    logo: Logo | None = None


PLAIN = Look()
"""The look without a template."""


@dataclass(frozen=True)
class Briefing:
    """One briefing, whole.

    Attributes:
        id: by which it can be made again; stands on each page.
        title: what it is about.
        subtitle: the day and the measure of things, in words.
        scope: where it looks.
        day: the day in the world.
        known_at: the moment of the store.
        generation: number of the store's last change in it.
        versions: by which program and boundaries it was first made.
        language: code of its language; dates and numbers are written in it.
        audience: who it is for.
        link: address that opens it again, also in the QR code; empty where no server is known that others can reach.
        sections: its parts, fixed by its id.
        since: what the store tells otherwise now than when it was first made; ``None`` where nothing changed. It is
            no part of what the id fixes: a form keeps it apart, so that the rest comes out byte for byte.
        labels: the few words that forms need themselves, by key, in the briefing's language (``composing.LABELS``).
        look: logo, colours and standing text of the office.
        made_at: when it was first made.
    """

    id: str
    title: str
    subtitle: str
    scope: Scope
    day: date
    known_at: datetime
    generation: int
    versions: Versions
    language: str
    audience: Audience
    link: str
    sections: tuple[Section, ...]
    made_at: datetime
    since: Section | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    look: Look = PLAIN

    @property
    def way_back(self) -> str:
        """How it is seen again: its link, or the command that makes it again where there is no server to link to."""
        return self.link or self.labels["command"].format(command=f"python -m dashboard briefing --id {self.id}")

    @property
    def file_name(self) -> str:
        """The name of its file without ending and token, safe on every system."""
        where = "-".join(self.scope.countries) or self.scope.event or "region"
        return f"briefing-{where}-{self.day.isoformat()}-{self.id}"

    def blocks(self) -> Iterator[Block]:
        """Return all blocks in order of reading, without those of ``since``."""
        for section in self.sections:
            yield from section.blocks

    def tables(self) -> tuple[TableBlock, ...]:
        """Return all tables, those of maps and charts too, in order of reading."""
        return tables_in(self.blocks())

    def since_tables(self) -> tuple[TableBlock, ...]:
        """Return the tables of what the store tells otherwise now."""
        return tables_in(self.since.blocks) if self.since is not None else ()

    def told(self) -> tuple[Told, ...]:
        """Return every number whose making it can tell, in order of reading."""
        return told_in(self.blocks())
