"""What every document says: its sections, rows, order and words, as pure data.

A view is a function from a course (with the problems found and the words of a language) to a
`parts.Document`. It is the one definition of that document: Markdown, Word, spreadsheets and PDF
only lay it out, which keeps all of them identical.
"""
