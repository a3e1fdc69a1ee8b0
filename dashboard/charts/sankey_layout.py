"""Where the nodes and bands of a Sankey diagram stand: two columns on one scale, in pixels."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

GAP = 16.0
"""Pixels between two nodes at least: as high as a line of text, so that no two labels touch."""

THINNEST = 1.5
"""The fewest people can still be seen."""

_PER_NODE, _LOWEST = 36.0, 220.0


@dataclass(frozen=True)
class Stream:
    """What goes from one node of the left column to one of the right."""

    origin: str
    destination: str
    figure: float


@dataclass(frozen=True)
class Node:
    """One end, in pixels from the top."""

    name: str
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return self.top + self.height / 2


@dataclass(frozen=True)
class Band:
    """One stream as drawn: how far from the top its middle begins and ends, and how wide it is."""

    stream: Stream
    left: float
    right: float
    width: float


@dataclass(frozen=True)
class SankeyLayout:
    """Both columns, those with most people first, and the bands between them."""

    height: float
    origins: tuple[Node, ...]
    destinations: tuple[Node, ...]
    bands: tuple[Band, ...]


def sankey_layout(streams: Sequence[Stream]) -> SankeyLayout:
    """Return where everything stands; there is at least one stream, each pair comes once and has people in it."""
    left, right = _totals(streams, is_left=True), _totals(streams, is_left=False)
    most = max(len(left), len(right))
    wanted = max(_LOWEST, _PER_NODE * most)
    scale = (wanted - GAP * (most - 1)) / sum(left.values())
    widths = {stream: max(THINNEST, stream.figure * scale) for stream in streams}
    height = sum(widths.values()) + GAP * (most - 1)
    order = sorted(streams, key=lambda one: (list(left).index(one.origin), list(right).index(one.destination)))
    origins = _column(left, {one: widths[one] for one in order}, height, is_left=True)
    destinations = _column(right, {one: widths[one] for one in order}, height, is_left=False)
    begin, end = ({node.name: node.top for node in column} for column in (origins, destinations))
    bands = []
    for stream in order:
        half = widths[stream] / 2
        bands.append(Band(stream, begin[stream.origin] + half, end[stream.destination] + half, widths[stream]))
        begin[stream.origin] += widths[stream]
        end[stream.destination] += widths[stream]
    return SankeyLayout(height, origins, destinations, tuple(bands))


def _end(stream: Stream, *, is_left: bool) -> str:
    return stream.origin if is_left else stream.destination


def _totals(streams: Sequence[Stream], *, is_left: bool) -> dict[str, float]:
    """Return the people of each node, most first."""
    totals: dict[str, float] = defaultdict(float)
    for stream in streams:
        totals[_end(stream, is_left=is_left)] += stream.figure
    return dict(sorted(totals.items(), key=lambda item: (-item[1], item[0])))


def _column(
    totals: Mapping[str, float], widths: Mapping[Stream, float], height: float, *, is_left: bool
) -> tuple[Node, ...]:
    """Return the nodes from top to bottom with equal room between them; a single one stands in the middle."""
    heights = dict.fromkeys(totals, 0.0)
    for stream, width in widths.items():
        heights[_end(stream, is_left=is_left)] += width
    room = height - sum(heights.values())
    gap = room / (len(heights) - 1) if len(heights) > 1 else 0.0
    top = 0.0 if len(heights) > 1 else room / 2
    nodes = []
    for name, own in heights.items():
        nodes.append(Node(name, top, own))
        top += own + gap
    return tuple(nodes)
