"""Addresses that belong to a function: what looks like a person's own is told apart. Plain functions. V-2.1-h, V-5.3-d."""

import re
from collections.abc import Collection

SOMEBODYS_OWN = {
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.no", "outlook.com", "live.no", "live.com", "msn.com", "yahoo.com",
    "yahoo.no", "icloud.com", "me.com", "mac.com", "online.no", "proton.me", "protonmail.com", "broadpark.no", "getmail.no",
}  # fmt: skip
OF_A_FUNCTION = {
    "post", "postmottak", "kontakt", "politikontakt", "politi", "politiet", "forebygging", "forebyggende", "enhet", "slt",
    "barnevern", "barnevernvakt", "helse", "helsestasjon", "skole", "barnehage", "ungdom", "fritid", "rus", "psykisk", "krisesenter",
    "bolig", "nav", "skjenking", "salg", "plan", "bygg", "beredskap", "brann", "redning", "naering", "miljo", "nettpatrulje",
    "stottesenter", "barnehus", "koordinator", "vakt", "tjeneste", "tjenesten", "team", "kommune", "kommunen", "distrikt", "sentrum",
    "nord", "sor", "ost", "vest", "nordre", "sondre", "nett", "radikalisering", "mangfold", "vold", "familievold", "risiko", "service",
    "servicetorg", "info", "sosial", "oppfolging",
}  # fmt: skip
MAIL = re.compile(r"(?P<local>[a-z0-9][a-z0-9._+-]*)@(?P<domain>[a-z0-9-]+(?:\.[a-z0-9-]+)+)")


def is_address(email: str) -> bool:
    return MAIL.fullmatch(email.lower()) is not None


def looks_like_a_persons(email: str, places: Collection[str] = ()) -> bool:
    """An address with a private mail house, or with what reads as a first and a last name before the @.

    Shape    `places` are words that are places here, such as the municipality's own name: «politikontakt.lyngvik@» is a function's.
    """
    found = MAIL.fullmatch(email.lower())
    if found is None:
        return False
    if found["domain"] in SOMEBODYS_OWN:
        return True
    parts = [part for part in re.split(r"[._+-]", found["local"]) if part.isalpha()]
    return len(parts) >= 2 and not OF_A_FUNCTION.union(places).intersection(parts)


def digits_of(phone: str) -> str:
    """The number without spaces and the country's own prefix."""
    return re.sub(r"^(?:\+47|0047)", "", re.sub(r"[ \u00a0]", "", phone))


def is_number(phone: str) -> bool:
    return re.fullmatch(r"0\d{4}|\d{8}|1\d{2,5}", digits_of(phone)) is not None


def looks_like_a_mobile(phone: str) -> bool:
    """Eight digits that begin with 4 or 9: somebody's pocket. A function has a number that stays when people change."""
    return re.fullmatch(r"[49]\d{7}", digits_of(phone)) is not None
