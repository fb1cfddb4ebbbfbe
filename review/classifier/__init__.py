"""What a sentence is: its role, its topics, and whether it could stand in any report (LABELS.md)."""
