"""The ways in: command line and page."""
