"""Recognition: from blocks to a `Report`. It refuses what it cannot place; it never guesses."""
