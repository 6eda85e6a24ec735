"""What a process that goes on for long has loaded when it begins."""

import gc


def keep_what_is_loaded() -> None:
    """It stays as long as the process does: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
