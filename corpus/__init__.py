"""Invented material: sample submissions with their expected findings, and what draws them."""
