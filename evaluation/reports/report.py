"""A run as one page for an editor: what was measured, how sure it is, and the cases that went worst.

Values in, HTML out, self-contained, without script. Knows the layout; plots are `charts`', colours those of
`report.css`. Every text of a question, an answer or a passage is escaped.
"""

from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files

from tumen.evaluation.measures import BY_NAME, MEASURES, TOLD_BY_KIND
from tumen.evaluation.metrics.classification import Bin
from tumen.evaluation.metrics.intervals import Interval
from tumen.evaluation.outcomes import Run, ShownPassage, ShownSentence, figures
from tumen.evaluation.reports.charts import interval_plot, percent, reliability_plot
from tumen.evaluation.reports.worst import WorstCase, shortfall, worst_cases

_HEADLINES = ("cites_a_key", "citation_recall", "quote_exactness", "both_sides", "right_refusals", "false_refusals")
_LOW = 0.3
"""A shortfall that is coloured in the table by kind."""


def report_page(run: Run, key_texts: Mapping[str, str], calibration: Sequence[Bin] = (), seed: int = 0) -> str:
    """The whole page. key_texts: of key statements, for the cases that missed them; may be empty."""
    body = "".join(report_sections(run, key_texts, calibration, seed))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Tumen: how good the answers are</title><style>{style()}</style></head>"
        f'<body class="report">{body}</body></html>\n'
    )


def report_sections(
    run: Run, key_texts: Mapping[str, str], calibration: Sequence[Bin] = (), seed: int = 0
) -> tuple[str, ...]:
    """The sections of the page in order: for the page of the app, which brings a frame of its own."""
    found = figures(run.outcomes, seed)
    return (
        _head(run),
        _tiles(found),
        _measures(found),
        _kinds(run) if len(run.kinds) > 1 else "",
        _calibration(calibration) if calibration else "",
        _worst(worst_cases(run.outcomes), key_texts),
    )


def style() -> str:
    """The style sheet of the report."""
    return files("evaluation").joinpath("report.css").read_text(encoding="utf-8")


def _head(run: Run) -> str:
    made = run.made_by
    failed = f" Failed, and in no figure: {len(run.failed)}." if run.failed else ""
    only = f" of the kinds {', '.join(made.only)}" if made.only else ""
    return (
        "<h1>How good the answers are</h1>"
        f'<p class="quiet">{len(run.outcomes)} questions{escape(only)}.{failed} '
        f"Commit <code>{escape(made.commit)}</code>, writer <code>{escape(made.writer)}</code>, "
        f"support checker <code>{escape(made.support)}</code>, "
        f"corpus <code>{escape(made.corpus[:19] or 'none')}</code>.</p>"
    )


def _tiles(found: Mapping[str, Interval]) -> str:
    tiles = (
        f"<li><b>{percent(found[name].mean)}</b>{escape(BY_NAME[name].title)}</li>"
        for name in _HEADLINES
        if name in found
    )
    return f'<ul class="tiles">{"".join(tiles)}</ul>'


def _measures(found: Mapping[str, Interval]) -> str:
    parts = [
        "<h2>Every measure</h2><p>The dot is the mean. The bar holds it in 95 of 100 redrawings of the questions: "
        "two runs whose bars overlap widely may differ by chance alone.</p>"
    ]
    for group in dict.fromkeys(measure.group for measure in MEASURES):
        rows = [_measure_row(name, each) for name, each in found.items() if BY_NAME[name].group == group]
        if rows:
            parts.append(f'<h3>{group}</h3><div class="rows">{"".join(rows)}</div>')
    return "".join(parts)


def _measure_row(name: str, interval: Interval) -> str:
    measure = BY_NAME[name]
    lower = " Lower is better." if measure.better == "lower" else ""
    return (
        f'<div class="row"><div>{escape(measure.title)}<small>{escape(measure.meaning)}.{lower}</small></div>'
        f"{interval_plot(interval, measure.title)}"
        f'<div class="value">{percent(interval.mean)}<small>{percent(interval.low)} to {percent(interval.high)}, '
        f"n&nbsp;=&nbsp;{interval.n}</small></div></div>"
    )


def _kinds(run: Run) -> str:
    by_kind = {kind: figures(run.of_kind(kind), resamples=1) for kind in run.kinds}
    shown = [name for name in TOLD_BY_KIND if any(name in found for found in by_kind.values())]
    head = "".join(f'<th scope="col">{escape(BY_NAME[name].title)}</th>' for name in shown)
    rows = (
        f'<tr><th scope="row">{escape(kind)}</th><td>{len(run.of_kind(kind))}</td>'
        f"{''.join(_cell(name, found.get(name)) for name in shown)}</tr>"
        for kind, found in by_kind.items()
    )
    return (
        "<h2>By kind of question</h2><p>Coloured where at least three in ten are missing.</p>"
        '<div class="scroll"><table><thead><tr><th scope="col">Kind</th><th scope="col">Questions</th>'
        f"{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _cell(name: str, interval: Interval | None) -> str:
    if interval is None:
        return "<td>–</td>"
    low = ' class="low"' if shortfall(name, interval.mean) >= _LOW else ""
    return f"<td{low}>{percent(interval.mean)}</td>"


def _calibration(bins: Sequence[Bin]) -> str:
    rows = "".join(
        f"<tr><td>{percent(each.low)} to {percent(each.high)}</td><td>{percent(each.score)}</td>"
        f"<td>{percent(each.positive)}</td><td>{each.n}</td></tr>"
        for each in bins
    )
    return (
        "<h2>How good the ruler is</h2><p>The support checker says of a sentence how likely its passages carry it. On "
        "sentences that people have judged, what it says should be what they found: circles on the line.</p>"
        f'<div class="beside">{reliability_plot(bins)}<table><thead><tr><th scope="col">Between</th>'
        '<th scope="col">Said</th><th scope="col">Found</th><th scope="col">Sentences</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _worst(cases: Sequence[WorstCase], key_texts: Mapping[str, str]) -> str:
    if not cases:
        return "<h2>Worst cases</h2><p>None lacks anything that counts.</p>"
    return (
        "<h2>Worst cases</h2><p>An answer that misleads comes before one that is thin. Open one to read the answer "
        f"beside the passages that it cites.</p>{''.join(_worst_case(case, key_texts) for case in cases)}"
    )


def _worst_case(case: WorstCase, key_texts: Mapping[str, str]) -> str:
    outcome = case.outcome
    missed = [key for key in outcome.keys if key not in outcome.cited and key in key_texts]
    refused = f'<p class="quiet">Refused: {escape((outcome.reason or "no reason given").replace("_", " "))}.</p>'
    return (
        f"<details><summary><b>{escape(outcome.question)}</b> <small>{escape(outcome.id)}</small>"
        f'<p class="why">{escape("; ".join(case.reasons))}</p></summary>'
        + (refused if outcome.status == "refused" else "")
        + (f"<ul>{''.join(_sentence(each) for each in outcome.sentences)}</ul>" if outcome.sentences else "")
        + (f"<h3>What it cites</h3>{''.join(_passage(each) for each in outcome.passages)}" if outcome.passages else "")
        + (f"<h3>What it missed</h3>{''.join(_missed(key, key_texts[key]) for key in missed)}" if missed else "")
        + "</details>"
    )


def _sentence(sentence: ShownSentence) -> str:
    markers = "".join(f" [{number}]" for number in sentence.citations)
    why = f"<small> Not carried: {escape('; '.join(sentence.reasons) or 'cites nothing')}.</small>"
    opening = "<li>" if sentence.carried else '<li class="dropped">'
    return f"{opening}{escape(sentence.text)}{markers}{'' if sentence.carried else why}</li>"


def _passage(passage: ShownPassage) -> str:
    said = f"{escape(passage.attribution)}, " if passage.attribution else ""
    return (
        f"<blockquote>[{passage.number}] {escape(passage.text)}<footer>{said}<code>{escape(passage.passage)}</code>"
        "</footer></blockquote>"
    )


def _missed(key: str, text: str) -> str:
    return f'<blockquote class="missed">{escape(text)}<footer><code>{escape(key)}</code></footer></blockquote>'
