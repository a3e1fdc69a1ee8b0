"""Colours keep their order and can be seen on their ground, without colour vision too."""

import pytest

from dashboard.palette import ACCENT, CATEGORIES, STORM_CATEGORIES, SURFACES, Theme, sequential, storm_colour

themes = pytest.mark.parametrize("theme", list(Theme))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@themes
@pytest.mark.parametrize("count", range(2, 8))
def test_more_people_stand_out_more_from_the_ground(theme: Theme, count: int) -> None:
    contrasts = [contrast(shade, SURFACES[theme].state) for shade in sequential(count, theme)]

    assert len(set(contrasts)) == count
    assert contrasts == sorted(contrasts)


@themes
def test_stronger_storms_stand_out_more_from_the_sea(theme: Theme) -> None:
    contrasts = [contrast(storm_colour(category, theme), SURFACES[theme].sea) for category in STORM_CATEGORIES]

    assert contrasts == sorted(contrasts)


@themes
def test_text_and_marks_can_be_seen(theme: Theme) -> None:
    surface = SURFACES[theme]

    for ground in (surface.sea, surface.land, surface.state, surface.panel):
        assert contrast(surface.ink, ground) > 7
        assert contrast(surface.quiet_ink, ground) > 4.5
    assert contrast(surface.circle, surface.sea) > 3
    assert contrast(surface.shelter, surface.state) > 3


@themes
def test_lines_of_a_chart_can_be_seen_on_its_panel(theme: Theme) -> None:
    assert min(contrast(colour, SURFACES[theme].panel) for colour in (*CATEGORIES[theme], ACCENT[theme])) > 3


def test_more_classes_than_anybody_can_tell_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="8 classes asked for; at most 7"):
        sequential(8, Theme.LIGHT)
    assert sequential(0, Theme.LIGHT) == ()
