"""How good the answers are, and how that is measured."""
