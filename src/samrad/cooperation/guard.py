"""The guard on personal data: what looks like somebody's identity, or like graded information.

It reads words and numbers only. It cannot see a story that points somebody out without naming them.
Source: SECURITY.md M11.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

HIDDEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
ELEVEN = re.compile(r"(?<![\d./-])\d(?:[ .\u00a0-]?\d){10}(?![\d])")
MARKING = re.compile(
    r"\b(?:STRENGT HEMMELIG|STRENGT FORTROLIG|STRENGT FORTRULEG|STRENGT HEMMELEG|HEMMELEG|HEMMELIG|KONFIDENSIELT|BEGRENSET|"
    r"AVGRENSA|NATO (?:RESTRICTED|CONFIDENTIAL|SECRET))\b(?!\s+[a-zæøå])"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w/.-])(?:\+47[ \u00a0]?|0047[ \u00a0]?)?[2-9]\d(?:[ \u00a0]\d\d){3}(?![\w/-])"
    r"|(?<![\w/.-])(?:\+47[ \u00a0]?|0047[ \u00a0]?)?[49]\d\d[ \u00a0]\d\d[ \u00a0]\d\d\d(?![\w/-])"
    r"|(?<![\w/.-])(?:\+47|0047)[ \u00a0]?[2-9]\d{7}(?![\w/-])|(?<![\w/.-])[49]\d{7}(?![\w/-])"
)
ADDRESS = re.compile(
    r"\b[A-ZÆØÅ][\wæøå.-]*(?: [A-ZÆØÅa-zæøå][\wæøå.-]*){0,2}(?:veien|vegen|gata|gaten|gate|vei|veg|stien|bakken|plass)"
    r" \d{1,3}[A-Z]?\b"
)
BORN = re.compile(
    r"\b[A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ][a-zæøå]+)+[^.\n]{0,30}?\b(?:født|fødd|f\.)\s*(?:den )?\d{1,2}[. ]",
    re.IGNORECASE,
)
# The weights of the two check digits of a Norwegian identity number.
FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True)
class Hit:
    """Something found. `stop` is hard when nobody can confirm it away; `start` and `end` are places in the text."""

    kind: Literal["identity_number", "marking", "email", "phone", "address", "birth"]
    start: int
    end: int
    stop: Literal["hard", "soft"]


def examine(text: str) -> list[Hit]:
    """Everything in the text that may identify a private person or is marked as graded, in its order."""
    return sorted(_hits(_same_length(text)), key=lambda hit: (hit.start, hit.end))


def _same_length(text: str) -> str:
    """Wide and odd digits made plain, hidden characters blanked, every place kept."""
    plain = (unicodedata.normalize("NFKC", sign) for sign in text)
    kept = "".join(new if len(new) == 1 else old for new, old in zip(plain, text, strict=True))
    return HIDDEN.sub(" ", kept)


def _hits(text: str) -> Iterator[Hit]:
    for found in ELEVEN.finditer(text):
        if is_identity_number(re.sub(r"\D", "", found[0])):
            yield Hit("identity_number", *found.span(), "hard")
    for found in MARKING.finditer(text):
        yield Hit("marking", *found.span(), "hard")
    for found in EMAIL.finditer(text):
        yield Hit("email", *found.span(), "soft")
    for found in PHONE.finditer(text):
        yield Hit("phone", *found.span(), "soft")
    for found in ADDRESS.finditer(text):
        yield Hit("address", *found.span(), "soft")
    for found in BORN.finditer(text):
        yield Hit("birth", *found.span(), "soft")


def is_identity_number(digits: str) -> bool:
    """Eleven digits that may be a birth number, a D-number or a synthetic one, by date and check digits."""
    numbers = [int(digit) for digit in digits]
    day, month = int(digits[:2]), int(digits[2:4])
    day = day - 40 if day > 40 else day
    month = month - 80 if month > 80 else month - 40 if month > 40 else month
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return False
    # From 2032 the first check digit may leave a remainder of 0 to 3; the second must leave none.
    first = sum(weight * number for weight, number in zip(FIRST, numbers[:10], strict=True)) % 11
    second = sum(weight * number for weight, number in zip(SECOND, numbers, strict=True)) % 11
    return first <= 3 and second == 0
