"""A course's site while it is worked on: made as it is asked for, shown again as it changes."""
