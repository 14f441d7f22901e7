"""The page that says how good the answers are: the latest run of the gold questions, or the baseline that ships.

Knows where the figures are; how they are laid out is the report's.
"""

import streamlit as st

from tumen.corpus.errors import TumenError
from tumen.evaluation.gold.results import BASELINE, FOLDER, latest_run
from tumen.evaluation.reports.calibration_file import read_calibration
from tumen.evaluation.reports.report import report_sections, style
from tumen.ui.markdown import escaped


def show() -> None:
    """One run of the page. It asks nothing: a run that has been made is shown as it is."""
    try:
        run = latest_run(FOLDER, BASELINE)
    except TumenError as error:
        st.error(f"{escaped(error.message)}\n\n{escaped(error.hint)}")
        return
    sections = "".join(report_sections(run, {}, read_calibration()))
    st.html(f'<style>{style()}</style><div class="report">{sections}</div>')
    st.caption(
        "Made by `tumen evaluate`. Its `--html` option writes this page as a file, with the passages that were missed."
    )
