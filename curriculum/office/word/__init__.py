"""Word documents: the parts of a view become OOXML, in the order that Word insists on.

What is written is plain text that lxml reads once: thousands of cells, each made as an object of
its own, would take longer than everything else together. python-docx knows the package around it.
"""
