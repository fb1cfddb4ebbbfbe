"""Files that could hurt whoever opens them: built by code, reviewed under watch, mutated by chance."""
