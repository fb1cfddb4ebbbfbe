"""Passages reworded by hand, and controls."""
