"""Turns files into what they say: published standards, standards as YAML, and courses."""
