"""Words that a report should not have: lists as data, and where a text has them."""
