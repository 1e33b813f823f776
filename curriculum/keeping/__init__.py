"""Changes the files that a person owns, on an explicit command only."""
