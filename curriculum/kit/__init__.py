"""The files that a trainer prints, signs and hands in: which there are, who makes them, where."""
