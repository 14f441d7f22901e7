"""The learned models that run on this machine, and the one home of their vendors: embedders and cross-encoders."""
