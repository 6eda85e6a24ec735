"""Every write of the room: the cooperation and its choices, and what its parties want to reach."""

from samrad.cooperation.commands.choosing import (
    answer_offer,
    follow_agreement,
    found_cooperation,
    make_offer,
    open_municipal_cooperations,
    state_choice,
    write_card,
)

__all__ = [
    "answer_offer",
    "follow_agreement",
    "found_cooperation",
    "make_offer",
    "open_municipal_cooperations",
    "state_choice",
    "write_card",
]
