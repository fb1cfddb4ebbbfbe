"""What the narrative holds: part 五 in problems and measures, objects, phrases, topics, the fee. No findings here."""
