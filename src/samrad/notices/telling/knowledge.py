"""Figures that come in are for whoever looks."""

from samrad.notices.telling.registry import Telling

TELLINGS: tuple[Telling, ...] = ()
UNTOLD = {"StatisticsImported": "national figures: nobody waits for them"}
