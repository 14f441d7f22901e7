"""The ground floor: what is known, and where it is kept. Imports no other floor."""
