"""Deeds in one instant: real threads, each with a connection of its own, on rows that are committed (`own_database`)."""

import threading
from collections.abc import Callable, Sequence

from django.db import connections

from samrad.kernel.answers import Refused


def at_once[R](deeds: Sequence[Callable[[], R]]) -> list[R | str]:
    """Everybody begins as one bell rings. What each deed gave, or the sentence it was refused with, as they came."""
    bell, told = threading.Barrier(len(deeds)), list[R | str]()

    def one(deed: Callable[[], R]) -> None:
        bell.wait(timeout=20)
        try:
            told.append(deed())
        except Refused as refusal:
            told.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return told
