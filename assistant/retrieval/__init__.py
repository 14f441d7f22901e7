"""What was read → passages that may answer it, in one order: searched, fused, lifted by their labels."""
