"""Found passages → the evidence of one answer, or none: whether anything answers, what disagrees, what is chosen."""
