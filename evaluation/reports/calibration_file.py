"""What the support checker says against what people found, as the bins that its training leaves behind.

Knows the file; how the bins are made is `metrics.classification.calibration`'s.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tumen.corpus.durable_files import write_durably
from tumen.evaluation.metrics.classification import Bin

SHIPPED = Path(__file__).with_name("calibration.json")


def write_calibration(bins: Sequence[Bin], path: Path = SHIPPED) -> None:
    """One bin a line. Raises StorageError."""
    rows = ",\n".join(json.dumps({key: round(value, 4) for key, value in asdict(each).items()}) for each in bins)
    write_durably(path, f"[\n{rows}\n]\n")


def read_calibration(path: Path = SHIPPED) -> tuple[Bin, ...]:
    """No bins where there is no file: the checker in use has not been held against people."""
    if not path.exists():
        return ()
    return tuple(Bin(**row) for row in json.loads(path.read_text(encoding="utf-8")))
