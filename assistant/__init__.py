"""A question in, a checked answer out. Never imports `ingest`, `ui` or `evaluation`."""
