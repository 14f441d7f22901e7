"""How sure a mean is: bootstrap intervals, seeded, so that the same values give the same interval. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2_000
"""With 250 values an end moves by 0.002 from seed to seed; 10,000 take three to eight times as long (docs/log.md)."""
_BLOCK = 1_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean of n values, and where it lies in 95 of 100 resamples."""

    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Of paired values, the second less the first: the mean with its interval, and how many rose, fell, stayed."""

    mean: float
    low: float
    high: float
    risen: int
    fallen: int
    same: int

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


def bootstrap(values: Sequence[float], seed: int = 0, resamples: int = RESAMPLES) -> Interval | None:
    """Percentile bootstrap of the mean, 95 % (Efron and Tibshirani 1993, chapter 13); None of nothing."""
    if not values:
        return None
    numbers = np.asarray(values, dtype=float)
    low, high = np.percentile(_means(numbers, seed, resamples), (2.5, 97.5))
    # Rounding may push a bound of equal values past their mean by the last bit.
    mean = float(numbers.mean())
    return Interval(mean, min(float(low), mean), max(float(high), mean), len(numbers))


def paired_bootstrap(
    first: Sequence[float], second: Sequence[float], seed: int = 0, resamples: int = RESAMPLES
) -> Difference | None:
    """Percentile bootstrap of the mean difference of pairs (Koehn 2004); None of nothing.

    Raises ValueError on unequal lengths.
    """
    differences = [after - before for before, after in zip(first, second, strict=True)]
    interval = bootstrap(differences, seed, resamples)
    if interval is None:
        return None
    risen, fallen = sum(each > 0 for each in differences), sum(each < 0 for each in differences)
    same = len(differences) - risen - fallen
    return Difference(interval.mean, interval.low, interval.high, risen, fallen, same)


def _means(numbers: NDArray[np.float64], seed: int, resamples: int) -> NDArray[np.float64]:
    return np.concatenate(list(_blocks(numbers, seed, resamples)))


def _blocks(numbers: NDArray[np.float64], seed: int, resamples: int) -> Iterator[NDArray[np.float64]]:
    """In blocks of resamples, so that a hundred thousand values need no gigabyte."""
    generator = np.random.default_rng(seed)
    size = max(_BLOCK // len(numbers), 1)
    for start in range(0, resamples, size):
        rows = min(size, resamples - start)
        yield numbers[generator.integers(0, len(numbers), (rows, len(numbers)))].mean(axis=1)
