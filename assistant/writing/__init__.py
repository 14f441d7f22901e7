"""Evidence → draft sentences, by the writer that needs no model or by a chat model."""
