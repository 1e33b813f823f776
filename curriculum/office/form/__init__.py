"""Fills a blank official form, an OpenDocument text that the user downloaded.

Places are found by the form's own words and never by position; all else stays as it is.
"""
