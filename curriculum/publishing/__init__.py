"""Puts a composed course on disk: the plain tree first, then the site made from it."""
