"""Answers of other systems, by the same ruler as Tumen's own."""
