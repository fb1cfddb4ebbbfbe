"""What the narrative asserts about the cells of the tables, and whether it is so."""
