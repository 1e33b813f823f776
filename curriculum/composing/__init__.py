"""Lays the views out as Markdown, with templates that a trainer may replace or extend."""
