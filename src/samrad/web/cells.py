"""Cells of the files that people open in a spreadsheet."""

ACTS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


def as_text(cell: str) -> str:
    """The same, kept as text where a spreadsheet would act on it."""
    return f"'{cell}" if cell.startswith(ACTS) else cell
