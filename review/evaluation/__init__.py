"""Measuring the reader of tables, the claim grammar and the classifier on the corpora of the source tree."""
