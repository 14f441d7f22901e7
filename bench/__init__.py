"""Tumen beside the stock LangChain and Chroma pipeline: `make bench`. Measures; tests nothing."""
