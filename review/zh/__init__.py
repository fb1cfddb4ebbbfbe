"""Chinese text without opinions: folding, numerals, sentences."""
