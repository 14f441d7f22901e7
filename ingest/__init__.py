"""Builds a generation of the index. Never imports `assistant`."""
