"""Whether passages carry a sentence, without a model provider: tokens, edits, features, a learned model."""
