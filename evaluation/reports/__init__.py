"""What a run is told by: report, charts, comparison, gate."""
