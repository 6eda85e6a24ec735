"""The documents of an agreement: a version to read before it is approved, and the sealed file.

A version gives the same bytes every time it is set. What is sealed is kept, and never set again.
"""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import formats, translation
from django.utils.translation import gettext as _

from samrad.agreements.models import Approval, Signature, Version
from samrad.agreements.prose import blocks
from samrad.kernel.answers import Refused
from samrad.kernel.clock import OSLO
from samrad.typeset import sealing
from samrad.typeset.bearing import Bearing, bearing
from samrad.typeset.printing import CannotTypeset, typeset

TEMPLATE = Path(__file__).parent / "typst" / "agreement.typ"
MARKER = "samrad-avtale"  # among the keywords of every file, so that a damaged one is still known as ours
GROUP = 8  # signs of the checksum between two spaces


@dataclass(frozen=True)
class Block:
    """One party's place under the text: who signed, and how the party said yes before that."""

    side: str
    party: str
    lines: list[str]


@dataclass(frozen=True)
class AgreementDocument:
    """Everything that stands in the PDF, in the agreement's own language. `notice` is given while it is not signed.

    Shape    clauses: number, level, heading, blocks of (kind, text, items). revisions: rows of version, date, description,
             prepared by, document owner (V-9-a). `date` is year, month, day.
    """

    language: str
    title: str
    authors: list[str]
    keywords: list[str]
    date: tuple[int, int, int]
    footer: str
    page_word: str
    of_word: str
    notice: str
    parties: list[dict[str, str]]
    period: str
    clauses: list[dict[str, Any]]
    disagreements: list[str]
    signatures: list[str]
    blocks: list[Block]
    revisions: list[list[str]]
    about: list[str]
    checksum: str
    words: dict[str, Any]


def agreement_pdf(version: Version) -> bytes:
    """The version as it is before everybody has signed. Says so on its first page."""
    return _set(document_of(version, is_signed=False))


def sealed_pdf(version: Version) -> bytes:
    """The signed version, set and sealed. Refuses when it cannot be set or there is no key; the signatures stand."""
    pdf = _set(document_of(version, is_signed=True))
    try:
        return sealing.seal(pdf, Path(settings.SEAL_FOLDER))
    except sealing.NoSealKey as missing:
        raise Refused(
            _(
                "Samråd mangler nøkkelen til seglet. Underskriftene står. Be den som drifter løsningen, om hjelp."
            )
        ) from missing


def bearing_of(data: bytes) -> Bearing:
    """Whose seal a file bears: ours, someone else's or none, or not a PDF at all."""
    return bearing(data, Path(settings.SEAL_FOLDER), marker=MARKER.encode())


def _set(document: AgreementDocument) -> bytes:
    try:
        return typeset(TEMPLATE, asdict(document))
    except CannotTypeset as wrong:
        raise Refused(
            _("Dokumentet kunne ikke lages. Ingenting er endret. Be den som drifter løsningen, om hjelp.")
        ) from wrong


def document_of(version: Version, *, is_signed: bool) -> AgreementDocument:
    """Gather the document. Expects approvals, signatures and their parties fetched along."""
    content: dict[str, Any] = version.content
    with translation.override(content["language"]):
        return AgreementDocument(
            language=content["language"],
            title=content["title"],
            authors=[party["name"] for party in content["parties"]],
            keywords=[MARKER, version.content_hash],
            date=_last_day(version),
            footer=_("%(title)s. Versjon %(number)s.")
            % {"title": content["title"], "number": version.number},
            page_word=_("Side"),
            of_word=_("av"),
            notice="" if is_signed else _not_signed(version),
            parties=[{"name": party["name"], "side": party["side"]} for party in content["parties"]],
            period=_period(content["terms"]),
            clauses=[_clause(clause) for clause in content["clauses"]],
            disagreements=[_disagreement(row) for row in content["disagreements"]],
            signatures=[signature.name for signature in version.signatures.all()] if is_signed else [],
            blocks=[_block(version, party, is_signed) for party in content["parties"]],
            revisions=_revisions(version),
            about=_about(version, is_signed),
            checksum=_grouped(version.content_hash),
            words=_words(),
        )


def _last_day(version: Version) -> tuple[int, int, int]:
    """The day of the last thing that the document tells of."""
    instants = [version.frozen_at, *(signature.signed_at for signature in version.signatures.all())]
    day = max(instants).astimezone(OSLO)
    return day.year, day.month, day.day


def _not_signed(version: Version) -> str:
    return _("Versjon %(number)s til godkjenning. Den er ikke undertegnet.") % {"number": version.number}


def _day(day: date) -> str:
    return str(formats.date_format(day, "j. F Y"))


def _iso_day(day: str) -> str:
    return _day(date.fromisoformat(day))


def _period(terms: dict[str, str | None]) -> str:
    return _("Avtalen gjelder fra %(first)s til og med %(last)s.") % {
        "first": _iso_day(str(terms["valid_from"])),
        "last": _iso_day(str(terms["valid_to"])),
    }


def _clause(clause: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": clause["number"],
        "level": 2 if "." in clause["number"] else 1,
        "heading": clause["heading"],
        "blocks": [asdict(block) for block in blocks(clause["text"])],
    }


def _disagreement(row: dict[str, str | None]) -> str:
    if row["look_again_on"]:
        return _("%(heading)s. Partene ser på det igjen %(day)s.") % {
            "heading": row["heading"],
            "day": _iso_day(row["look_again_on"]),
        }
    return str(row["heading"])


def _block(version: Version, party: dict[str, str], is_signed: bool) -> Block:
    signature = next((s for s in version.signatures.all() if str(s.party_id) == party["id"]), None)
    approval = next((a for a in version.approvals.all() if str(a.party_id) == party["id"]), None)
    lines = _signed(signature) if signature and is_signed else []
    return Block(party["side"], party["name"], [*lines, *(_approved(approval) if approval else [])])


def _signed(signature: Signature) -> list[str]:
    at = signature.signed_at.astimezone(OSLO)
    when = _("Undertegnet %(day)s kl. %(time)s.") % {"day": _day(at.date()), "time": at.strftime("%H.%M")}
    return [signature.name, signature.post_title, when]


def _approved(approval: Approval) -> list[str]:
    if approval.form == Approval.Form.POLITICAL:
        given = {"body": approval.body, "case": approval.case_number, "day": _day(approval.decided_on)}
        return [_("Godkjent av %(body)s, sak %(case)s, %(day)s.") % given]
    return [_("Godkjent internt %(day)s.") % {"day": _day(approval.decided_on)}]


def _revisions(version: Version) -> list[list[str]]:
    """Every frozen version up to this one. V-9-a."""
    owner = _("Partene sammen")
    return [
        [
            str(row.number),
            _day(row.frozen_at.astimezone(OSLO).date()),
            _described(row),
            row.frozen_by.official_name,
            owner,
        ]
        for row in version.agreement.versions.select_related("frozen_by").order_by("number")
        if row.number <= version.number
    ]


def _described(version: Version) -> str:
    words = version.description or _("Låst for godkjenning")
    if version.voided_at is None:
        return words
    return _("%(words)s. Åpnet igjen %(day)s.") % {
        "words": words,
        "day": _day(version.voided_at.astimezone(OSLO).date()),
    }


def _about(version: Version, is_signed: bool) -> list[str]:
    at = version.frozen_at.astimezone(OSLO)
    locked = _("Dette er versjon %(number)s. Teksten ble låst %(day)s kl. %(time)s.") % {
        "number": version.number,
        "day": _day(at.date()),
        "time": at.strftime("%H.%M"),
    }
    if not is_signed:
        return [locked, _("Den er til godkjenning og er ikke undertegnet.")]
    return [
        locked,
        _(
            "Alle partene har undertegnet denne versjonen. Filen er forseglet, så enhver endring i den kan oppdages."
        ),
        _(
            "Slik kontrollerer du filen: Gå til siden «Kontroller filen» i Samråd, adressen /kontroller/, og velg filen. Alle kan gjøre det."
        ),
    ]


def _grouped(checksum: str) -> str:
    return " ".join(checksum[at : at + GROUP] for at in range(0, len(checksum), GROUP))


def _words() -> dict[str, Any]:
    return {
        "contents": _("Innhold"),
        "disagreements": _("Dette er partene ikke enige om"),
        "disagreements_lead": _("Uenigheten er notert og er ikke en del av avtalen."),
        "signatures": _("Underskrifter"),
        "not_signed": _("Ingen har undertegnet ennå."),
        "revisions": _("Versjoner av dokumentet"),
        "revision_columns": [
            _("Versjon"),
            _("Dato"),
            _("Beskrivelse"),
            _("Utarbeidet av"),
            _("Dokumenteier"),
        ],
        "about": _("Om dette dokumentet"),
        "checksum": _("Kontrollsum for teksten (SHA-256)"),
    }
