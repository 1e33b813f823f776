"""From an occupational competency standard (職能基準) to a training course and its site."""
