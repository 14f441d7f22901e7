"""Checked sentences → the answer or the refusal that a user gets, and the files made from it."""
