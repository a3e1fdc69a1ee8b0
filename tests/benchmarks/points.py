"""How fast points are placed in first-level units."""

import geopandas
import numpy as np
import numpy.typing as npt

from geo.gazetteer import AREAS_GEOJSON, read_places
from geo.spatial_joins import NEAREST_KM, locate_points
from tests.benchmarks.generator import SEED
from tests.benchmarks.measuring import Measured, median_ms, say, tell

_METRES = "EPSG:6933"
"""A plane in which the simplest way measures how far a point at sea is from land."""

Degrees = npt.NDArray[np.float64]


def bench_points(points: int) -> None:
    """Place so many different points, most on land round the towns of the region, some at sea."""
    latitudes, longitudes = invented_points(points)
    say(f"placing {points:,} points")
    how = locate_points(latitudes[:10_000], longitudes[:10_000])["how"]
    if not {"inside", "nearest", "none"} <= set(how):
        raise SystemExit("the points are not of all kinds: nothing can be said of their time")
    ours = median_ms(lambda: locate_points(latitudes, longitudes), runs=3)
    areas = geopandas.read_file(AREAS_GEOJSON)

    flat = areas.to_crs(_METRES)

    def naively() -> None:
        geometry = geopandas.points_from_xy(longitudes, latitudes, crs=areas.crs)
        placed = geopandas.GeoDataFrame(geometry=geometry).sjoin(areas, how="left", predicate="intersects")
        left = placed[placed["index_right"].isna()][["geometry"]].to_crs(_METRES)
        left.sjoin_nearest(flat, max_distance=1000 * NEAREST_KM)

    naive = median_ms(naively, runs=1)
    tell(Measured(f"{points:,} different points placed", ours / 1000, "s", naive / 1000, 0.5))


def invented_points(points: int) -> tuple[Degrees, Degrees]:
    """Return invented points scattered round towns."""
    random = np.random.default_rng(SEED)
    towns = read_places()[["latitude", "longitude"]].dropna().to_numpy(dtype=np.float64)
    chosen = towns[random.integers(0, len(towns), points)] + random.normal(0, 0.05, (points, 2))
    return chosen[:, 0].copy(), chosen[:, 1].copy()
