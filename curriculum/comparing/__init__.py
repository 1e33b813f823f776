"""Compares what was with what is: decisions with the words they were made about."""
