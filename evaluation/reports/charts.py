"""Plots of boxes and positions alone: no script, no request, no picture, readable on paper and in the dark.

Pure. Knows shares and places; sizes and colours are the style sheet's. Boxes and not SVG, because the app shows the
same plots and Streamlit takes SVG out of any HTML. Every plot stands beside its numbers and tells them in words.
"""

from collections.abc import Sequence
from html import escape

from tumen.evaluation.metrics.classification import Bin
from tumen.evaluation.metrics.intervals import Interval

_LARGEST = 22
"""Points across, of the largest circle of a reliability plot; the areas of the others are in proportion."""


def interval_plot(interval: Interval, label: str) -> str:
    """One row from 0 to 1: the interval as a bar, the mean as a dot. It takes the width that it is given."""
    said = f"{label}: {percent(interval.mean)}, between {percent(interval.low)} and {percent(interval.high)}"
    return (
        f'<div class="plot" role="img" aria-label="{escape(said)}" title="{escape(said)}"><div class="axis"></div>'
        f'<div class="range" style="left:{_at(interval.low)};width:{_at(interval.high - interval.low)}"></div>'
        f'<div class="mean" style="left:{_at(interval.mean)}"></div></div>'
    )


def reliability_plot(bins: Sequence[Bin]) -> str:
    """Predicted (across) against observed (up): a circle on the diagonal means what it says; its area is its number."""
    most = max((each.n for each in bins), default=1)
    return (
        '<div class="square" role="img" aria-label="Calibration of the support checker: share found supported, by the '
        f'probability that was said">{"".join(_circle(each, most) for each in bins)}'
        '<span class="across">said by the checker, 0 to 100 %</span><span class="up">found by people</span></div>'
    )


def percent(value: float) -> str:
    """`87 %`, and `99.6 %` where rounding would say that nothing is missing."""
    whole = round(100 * value)
    hides_something = whole in (0, 100) and abs(100 * value - whole) > 1e-9
    return f"{100 * value:.1f} %" if hides_something else f"{whole} %"


def _circle(each: Bin, most: int) -> str:
    said = f"{each.n} sentences at {percent(each.score)}: {percent(each.positive)} supported"
    size = f"{max(_LARGEST * (each.n / most) ** 0.5, 5):.0f}px"
    place = f"left:{_at(each.score)};bottom:{_at(each.positive)};width:{size};height:{size}"
    return f'<div class="circle" title="{said}" style="{place}"></div>'


def _at(share: float) -> str:
    return f"{100 * share:.2f}%"
