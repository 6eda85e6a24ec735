"""Documents: data and a Typst file become a PDF for screen readers and archives, and a seal that shows any change.

The room knows no domain: what stands in a document is handed to it.
"""
