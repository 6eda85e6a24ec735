"""Two texts that grew from the same one, joined line by line where they do not touch each other."""

from merge3 import Merge3


def joined(base: str, theirs: str, ours: str) -> str | None:
    """Both changes in one text; none where both changed the same lines.

    Shape    What both changed alike counts once.
    """
    if theirs == ours or ours == base:
        return theirs
    if theirs == base:
        return ours
    merge = Merge3(_lines(base), _lines(theirs), _lines(ours))
    regions = list(merge.merge_regions())
    if any(region[0] == "conflict" for region in regions):
        return None
    return "".join(merge.merge_lines()).removesuffix("\n")


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")]
