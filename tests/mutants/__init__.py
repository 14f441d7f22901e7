"""Faults planted in the assistant, one at a time, to see whether the unit tests notice: `make mutants`."""
