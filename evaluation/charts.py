"""Plots as inline SVG: no script, no request, readable on paper and in the dark.

Pure. Knows shapes and coordinates; colours are the style sheet's, through classes. Every plot stands beside its numbers
and says in its title what it shows.
"""

from collections.abc import Sequence
from html import escape

from evaluation.metrics.classification import Bin
from evaluation.metrics.intervals import Interval

_SIDE = 320
_EDGE = 36


def interval_plot(interval: Interval, label: str, better: str = "higher") -> str:
    """One row from 0 to 1: the interval as a bar, the mean as a dot. It takes the width that it is given."""
    low, high, mean = (f"{100 * value:.2f}%" for value in (interval.low, interval.high, interval.mean))
    width = f"{max(100 * (interval.high - interval.low), 0.0):.2f}%"
    said = f"{label}: {percent(interval.mean)}, between {percent(interval.low)} and {percent(interval.high)}"
    return (
        f'<svg class="plot {better}" width="100%" height="18" role="img" aria-label="{escape(said)}">'
        f"<title>{escape(said)}</title>"
        '<line class="axis" x1="0" x2="100%" y1="9" y2="9"/>'
        + "".join(f'<line class="tick" x1="{at}%" x2="{at}%" y1="6" y2="12"/>' for at in (0, 25, 50, 75, 100))
        + f'<rect class="range" x="{low}" width="{width}" y="5" height="8" rx="4"/>'
        f'<line class="range-end" x1="{low}" x2="{low}" y1="4" y2="14"/>'
        f'<line class="range-end" x1="{high}" x2="{high}" y1="4" y2="14"/>'
        f'<circle class="mean" cx="{mean}" cy="9" r="4.5"/></svg>'
    )


def reliability_plot(bins: Sequence[Bin]) -> str:
    """Predicted against observed: points on the diagonal mean what they say; their area is the number of cases."""
    most = max((each.n for each in bins), default=1)
    points = [(_x(each.score), _y(each.positive), each) for each in bins]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    return (
        f'<svg class="square" viewBox="0 0 {_SIDE} {_SIDE}" role="img" aria-label="Calibration of the support checker">'
        "<title>Calibration of the support checker: share supported by predicted probability</title>"
        + "".join(_grid(value / 4) for value in range(5))
        + f'<line class="ideal" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>'
        + f'<polyline class="curve" points="{path}"/>'
        + "".join(
            f'<circle class="mean" cx="{x:.1f}" cy="{y:.1f}" r="{3 + 7 * (each.n / most) ** 0.5:.1f}">'
            f"<title>{each.n} sentences at {percent(each.score)}: {percent(each.positive)} supported</title></circle>"
            for x, y, each in points
        )
        + f'<text x="{_SIDE / 2}" y="{_SIDE - 2}" text-anchor="middle">said by the checker</text>'
        f'<text transform="translate(10 {_SIDE / 2}) rotate(-90)" text-anchor="middle">found by people</text></svg>'
    )


def percent(value: float) -> str:
    """`87 %`, and `99.6 %` where rounding would say that nothing is missing."""
    whole = round(100 * value)
    is_hidden = (whole in (0, 100)) and abs(100 * value - whole) > 1e-9
    return f"{100 * value:.1f} %" if is_hidden else f"{whole} %"


def _grid(value: float) -> str:
    return (
        f'<line class="tick" x1="{_x(value)}" x2="{_x(value)}" y1="{_y(0)}" y2="{_y(1)}"/>'
        f'<line class="tick" x1="{_x(0)}" x2="{_x(1)}" y1="{_y(value)}" y2="{_y(value)}"/>'
        f'<text x="{_x(value)}" y="{_SIDE - 18}" text-anchor="middle">{value:g}</text>'
        f'<text x="{_EDGE - 4}" y="{_y(value) + 4}" text-anchor="end">{value:g}</text>'
    )


def _x(value: float) -> float:
    return _EDGE + value * (_SIDE - _EDGE - 10)


def _y(value: float) -> float:
    return _SIDE - _EDGE - value * (_SIDE - _EDGE - 10)
