"""A table fetched from Statistics Norway, where whoever runs the installation has allowed it.

Nothing is asked of any other address: no redirect is followed, no proxy is used, and without the setting nothing is asked at all.
"""

import re
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urlencode, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused

SECONDS = 30  # for each answer of the line
LONGEST = 300  # seconds for the whole table
LARGEST = 200_000_000  # bytes
PIECE = 1 << 16
NUMBER, NAME = re.compile(r"\d{5}"), re.compile(r"\w{1,60}")
OWN_MACHINE = {"127.0.0.1", "localhost"}
KINDS = {"application/json", "application/json-stat+json"}
type Told = Callable[[int], None]


def fetch_table(
    number: str, chosen: Mapping[str, str], code_lists: Mapping[str, str], tell: Told = lambda _count: None
) -> bytes:
    """The table as JSON-stat 2.

    Shape    `chosen` has the codes that are wanted of a dimension, as PxWebApi 2 writes them: «*», «top(5)», «0301,4614». `code_lists`
             names the list that its codes are of. `tell` hears how many bytes have come.
    Refuses  when no address is allowed; what is no table or dimension; an answer that is late, too large, or no JSON.
    """
    where = _allowed()
    if not NUMBER.fullmatch(number) or not all(NAME.fullmatch(name) for name in (*chosen, *code_lists)):
        raise Refused(_("Et tabellnummer har fem sifre, og navnet på en dimensjon har ingen mellomrom."))
    asked = {"lang": "no", "outputFormat": "json-stat2"}
    asked |= {f"valueCodes[{name}]": codes for name, codes in chosen.items()}
    asked |= {f"codelist[{name}]": name_of_list for name, name_of_list in code_lists.items()}
    path = f"{where.path.rstrip('/')}/tables/{number}/data?{urlencode(asked)}"
    try:
        return _asked(where, path, tell)
    except (OSError, HTTPException) as fault:
        raise Refused(
            _("%(host)s svarte ikke som det skulle: %(fault)s. Prøv igjen, eller hent tabellen som fil.")
            % {"host": where.netloc, "fault": str(fault)[:200] or type(fault).__name__}
        ) from fault


def _allowed() -> SplitResult:
    """The address that may be asked. It must be safe from listeners, unless it is this machine's own."""
    if not settings.STATISTICS_ADDRESS:
        raise Refused(
            _(
                "Samråd henter ingenting på egen hånd. Sett SAMRAD_STATISTICS_ADDRESS, eller hent tabellen som fil."
            )
        )
    where = urlsplit(settings.STATISTICS_ADDRESS)
    is_own = where.scheme == "http" and where.hostname in OWN_MACHINE
    if not where.hostname or where.username or not (where.scheme == "https" or is_own):
        raise Refused(_("SAMRAD_STATISTICS_ADDRESS må begynne med https:// og være uten brukernavn."))
    return where


def _asked(where: SplitResult, path: str, tell: Told) -> bytes:
    kind = HTTPSConnection if where.scheme == "https" else HTTPConnection
    line = kind(where.hostname or "", where.port, timeout=SECONDS)
    try:
        line.request("GET", path, headers={"Accept": "application/json", "User-Agent": "samrad"})
        answer = line.getresponse()
        said = (answer.headers.get_content_type(), answer.status)
        if said[1] != 200 or said[0] not in KINDS:
            raise Refused(
                _("%(host)s ga ingen tabell (svar %(status)s, %(kind)s). Se om tabellen og valgene finnes.")
                % {"host": where.netloc, "status": said[1], "kind": said[0]}
            )
        return _read(answer, tell)
    finally:
        line.close()


def _read(answer: HTTPResponse, tell: Told) -> bytes:
    """Piece by piece: an endless answer ends, and so does one that trickles."""
    late, found = time.monotonic() + LONGEST, bytearray()
    while piece := answer.read1(PIECE):
        found += piece
        tell(len(found))
        if len(found) > LARGEST:
            raise Refused(_("Tabellen er for stor. Velg færre koder, og hent den i flere deler."))
        if time.monotonic() > late:
            raise Refused(_("Det tok for lang tid å hente tabellen. Prøv igjen, eller hent den som fil."))
    if answer.length:
        raise OSError("the answer was cut")
    return bytes(found)
