"""What a rule is told of challenges and measures across the parties: counts alone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Across:
    """One cooperation.

    Shape    `chosen` are focus areas that run and rest on a challenge, `by_both` those of which both sides have said what they can do.
             `challenges` are all that are raised, `bare` those without a measure or anybody who answers for one, and not put off.
             `waiting` measures wait for a party, `stuck` of them for longer than is fine here. `conflicts` are pairs that were noted,
             `unsettled` those that nothing is decided of. `third` and `fourth` are open measures on those steps, `adjusted` those
             of the third for which a plan was changed, `coordinated` those of the fourth with days, place and means of two parties or
             a reason. `exercises` of ongoing violence are held, or their day is past; `complete` of those are held with police, school and health.
    """

    chosen: int = 0
    by_both: int = 0
    challenges: int = 0
    bare: int = 0
    waiting: int = 0
    stuck: int = 0
    conflicts: int = 0
    unsettled: int = 0
    third: int = 0
    adjusted: int = 0
    fourth: int = 0
    coordinated: int = 0
    exercises: int = 0
    complete: int = 0
