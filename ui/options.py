"""Options that several commands share: how they are typed and what they say of themselves.

Knows command-line words only.
"""

from datetime import date
from typing import Annotated

import typer


def _day(text: str) -> date:
    from tumen.ui.batch import last_day

    try:
        return last_day(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=_day, metavar="DATE", help="Use nothing later: YYYY, YYYY-MM or YYYY-MM-DD."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output, also for a failure.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing unless it fails.")]
