"""A demo's own mail server: a real one, on this machine only, that keeps what it is given and sends nothing on."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HERE = "127.0.0.1"
NOBODY = "finnes-ikke"  # an address that begins so is refused, to show what happens then


class Keeping:
    """What the server does with a mail: one file, with the next number."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address.startswith(NOBODY):
            return "550 5.1.1 nobody has this address"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        number = max((int(file.stem) for file in self.folder.glob("*.eml")), default=0) + 1
        kept = self.folder / f"{number:06d}.eml"
        kept.with_suffix(".new").write_bytes(envelope.original_content or b"")
        kept.with_suffix(".new").rename(kept)  # a reader never sees half a mail
        return "250 OK"


@contextmanager
def mail_kept_in(folder: Path) -> Iterator[int]:
    """The server runs inside this block. Gives its port."""
    port = free_port()
    controller = Controller(Keeping(folder), hostname=HERE, port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


def point_mail_at(port: int, folder: Path, web_port: int) -> None:
    """The settings of a demo whose mail goes to this server."""
    os.environ |= {
        "SAMRAD_ADDRESS": f"http://{HERE}:{web_port}",
        "SAMRAD_MAIL_HOST": HERE,
        "SAMRAD_MAIL_PORT": str(port),
        "SAMRAD_MAIL_TLS": "none",
        "SAMRAD_MAIL_FROM": "Samråd <samrad@samrad.test>",
        "SAMRAD_DEMO_MAIL_FOLDER": str(folder),
    }
