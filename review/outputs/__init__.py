"""What leaves the house: JSON, text, notes, the catalogue of checks."""
