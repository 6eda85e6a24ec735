"""The virus scanner that an installation may have: clamd, asked over the network in its own words."""

import socket

from django.conf import settings
from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused

SECONDS = 20
PART = 65_536  # bytes
LONGEST_ANSWER = 4_096  # bytes


def is_wanted() -> bool:
    """Whether this installation has a scanner: then every paper stays in quarantine until it has answered."""
    return bool(settings.SCANNER)


def found_in(data: bytes) -> str:
    """The name of what the scanner found; nothing when it found nothing.

    Refuses  when it cannot be asked, or says something else: nobody knows then.
    """
    host, _colon, port = settings.SCANNER.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=SECONDS) as line:
            line.sendall(b"zINSTREAM\0")
            for at in range(0, len(data), PART):
                part = data[at : at + PART]
                line.sendall(len(part).to_bytes(4, "big") + part)
            line.sendall(bytes(4))
            said = line.recv(LONGEST_ANSWER).rstrip(b"\0\n").decode("ascii", "replace")
    except (OSError, ValueError):
        said = ""
    if said.endswith("OK"):
        return ""
    if said.endswith("FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    raise Refused(
        _(
            "Filen er lagt ved, men er ikke kontrollert ennå. Ingen kan åpne den før det er gjort. Prøv igjen om litt."
        )
    )
