"""What can happen in oversight: findings are looked at again."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FindingsRefreshed:
    """`subjects` were judged; so many findings began, ended or got new numbers."""

    subjects: int
    begun: int
    ended: int
    renewed: int
