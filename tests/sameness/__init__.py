"""Proof that every saved file of a course says the same: read from the files alone."""
