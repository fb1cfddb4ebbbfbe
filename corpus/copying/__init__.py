"""A benchmark of copying between reports, with its truth. See README.md."""
