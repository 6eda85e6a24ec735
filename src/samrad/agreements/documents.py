"""The documents of an agreement: a version to read before it is approved, and the sealed file.

A frozen version gives the same bytes every time it is set. What is sealed is kept, and never set again.
"""

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samrad.agreements.fingerprint import fingerprint
from samrad.agreements.models import Approval, Signature, Version
from samrad.agreements.prose import blocks
from samrad.kernel.answers import Refused
from samrad.kernel.clock import OSLO
from samrad.kernel.days import dated
from samrad.ledger.queries import head_of
from samrad.typeset.bearing import Bearing, bearing
from samrad.typeset.printing import CannotTypeset, typeset
from samrad.typeset.seal_keys import NoSealKey

TEMPLATE = Path(__file__).parent / "typst" / "agreement.typ"
GROUP = 8  # signs of the checksum between two spaces


class DocumentNotMade(Refused):
    """The file could not be made, and nothing else is changed: what is signed stands. It can be tried again."""


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
             prepared by, document owner (V-9-a). `date` is year, month, day. `page` has {page} and {pages} in it.
    """

    language: str
    title: str
    authors: list[str]
    keywords: list[str]
    date: tuple[int, int, int]
    footer: str
    page: str
    notice: str
    parties: list[dict[str, str]]
    terms: list[str]
    clauses: list[dict[str, Any]]
    disagreements: list[str]
    blocks: list[Block]
    revisions: list[list[str]]
    about: list[str]
    checksum: str
    words: dict[str, Any]


def agreement_pdf(version: Version) -> bytes:
    """The version to read and approve, alike for all whoever has answered. Its first page says that it is not signed."""
    return _set(document_of(version, is_signed=False))


def sealed_pdf(version: Version) -> bytes:
    """The signed version, set and sealed. Refuses when it cannot be set or there is no key; the signatures stand."""
    # Read with the first seal: twenty megabytes that a process does without until then.
    from samrad.typeset.sealing import seal

    pdf = _set(document_of(version, is_signed=True))
    if not settings.SEAL_FOLDER:
        raise DocumentNotMade(_no_key())
    try:
        return seal(pdf, Path(settings.SEAL_FOLDER))
    except NoSealKey as missing:
        raise DocumentNotMade(_no_key()) from missing


def _no_key() -> str:
    return _(
        "Samråd mangler nøkkelen til seglet. Underskriftene står. Be den som drifter løsningen, om hjelp."
    )


def bearing_of(data: bytes) -> Bearing:
    """Whose seal a file bears: ours, someone else's or none, or not a PDF at all."""
    return bearing(data, Path(settings.SEAL_FOLDER or os.devnull))


def _set(document: AgreementDocument) -> bytes:
    try:
        return typeset(TEMPLATE, asdict(document))
    except CannotTypeset as wrong:
        raise DocumentNotMade(
            _("Dokumentet kunne ikke lages. Ingenting er endret. Be den som drifter løsningen, om hjelp.")
        ) from wrong


def document_of(version: Version, *, is_signed: bool) -> AgreementDocument:
    """Gather the document. Expects approvals, signatures and their parties fetched along.

    Refuses  a text that is not the one that was frozen.
    """
    content: dict[str, Any] = version.content
    if fingerprint(content) != version.content_hash:
        raise DocumentNotMade(
            _(
                "Teksten i versjon %(number)s er ikke den som ble låst. Dokumentet er ikke laget. Be den som drifter løsningen, om hjelp."
            )
            % {"number": version.number}
        )
    with translation.override(content["language"]):
        return AgreementDocument(
            language=content["language"],
            title=content["title"],
            authors=[party["name"] for party in content["parties"]],
            keywords=[version.content_hash],
            date=_last_day(version, is_signed),
            footer=_footer(version, is_signed),
            page=_("Side %(page)s av %(pages)s") % {"page": "{page}", "pages": "{pages}"},
            notice="" if is_signed else _not_signed(version),
            parties=[{"name": party["name"], "side": party["side"]} for party in content["parties"]],
            terms=_terms(content["terms"]),
            clauses=[_clause(clause) for clause in content["clauses"]],
            disagreements=[_disagreement(row) for row in content["disagreements"]],
            blocks=[_block(version, party, is_signed) for party in content["parties"]],
            revisions=_revisions(version),
            about=_about(version, is_signed),
            checksum=_grouped(version.content_hash),
            words=_words(),
        )


def _last_day(version: Version, is_signed: bool) -> tuple[int, int, int]:
    """The day of the last thing that the document tells of."""
    signed = [signature.signed_at for signature in version.signatures.all()] if is_signed else []
    instants = [version.frozen_at, *signed]
    day = max(instants).astimezone(OSLO)
    return day.year, day.month, day.day


def _not_signed(version: Version) -> str:
    if version.voided_at:
        return _("Versjon %(number)s gjelder ikke lenger. Teksten ble åpnet igjen %(day)s.") % {
            "number": version.number,
            "day": dated(version.voided_at.astimezone(OSLO).date()),
        }
    return _("Dette er versjon %(number)s til godkjenning. Denne filen er ikke undertegnet.") % {
        "number": version.number
    }


def _footer(version: Version, is_signed: bool) -> str:
    if not is_signed:
        return _("Versjon %(number)s, ikke undertegnet") % {"number": version.number}
    return _("Versjon %(number)s, kontrollsum %(checksum)s") % {
        "number": version.number,
        "checksum": version.content_hash[:GROUP],
    }


def _iso_day(day: str) -> str:
    return dated(day)


def _terms(terms: dict[str, str | None]) -> list[str]:
    """The three clocks, each as a sentence. A-gyld-a, A-eval-a."""
    lines = [
        _("Avtalen gjelder fra %(first)s til og med %(last)s.")
        % {"first": _iso_day(str(terms["valid_from"])), "last": _iso_day(str(terms["valid_to"]))}
    ]
    if terms["revision_due_on"]:
        lines.append(
            _("Partene ser på avtalen på nytt innen %(day)s.") % {"day": _iso_day(terms["revision_due_on"])}
        )
    if terms["evaluation_due_on"]:
        lines.append(
            _("Partene evaluerer samarbeidet innen %(day)s.") % {"day": _iso_day(terms["evaluation_due_on"])}
        )
    return lines


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
    """A party's place; empty until all have signed, so that the file to approve is the same for all."""
    if not is_signed:
        return Block(party["side"], party["name"], [])
    signatures = [_signed(one) for one in version.signatures.all() if str(one.party_id) == party["id"]]
    approvals = [_approved(one) for one in version.approvals.all() if str(one.party_id) == party["id"]]
    return Block(party["side"], party["name"], [line for lines in signatures + approvals for line in lines])


def _signed(signature: Signature) -> list[str]:
    at = signature.signed_at.astimezone(OSLO)
    when = _("Undertegnet %(day)s kl. %(time)s.") % {"day": dated(at.date()), "time": at.strftime("%H.%M")}
    return [signature.name, signature.post_title, when]


def _approved(approval: Approval) -> list[str]:
    if approval.form == Approval.Form.POLITICAL:
        given = {"body": approval.body, "case": approval.case_number, "day": dated(approval.decided_on)}
        return [_("Godkjent av %(body)s, sak %(case)s, %(day)s.") % given]
    return [_("Godkjent internt %(day)s.") % {"day": dated(approval.decided_on)}]


def _revisions(version: Version) -> list[list[str]]:
    """Every frozen version up to this one. The parties make the text together, and own it together. V-9-a."""
    makers, owner = "\n".join(p["name"] for p in version.content["parties"]), _("Partene sammen")
    return [
        [
            str(row.number),
            dated(row.frozen_at.astimezone(OSLO).date()),
            _described(row),
            makers,
            owner,
        ]
        for row in version.agreement.versions.order_by("number")
        if row.number <= version.number
    ]


def _described(version: Version) -> str:
    words = version.description or _("Låst for godkjenning")
    if version.voided_at is None:
        return words
    return _("%(words)s. Åpnet igjen %(day)s.") % {
        "words": words,
        "day": dated(version.voided_at.astimezone(OSLO).date()),
    }


def _about(version: Version, is_signed: bool) -> list[str]:
    at = version.frozen_at.astimezone(OSLO)
    locked = _("Dette er versjon %(number)s. Teksten ble låst %(day)s kl. %(time)s.") % {
        "number": version.number,
        "day": dated(at.date()),
        "time": at.strftime("%H.%M"),
    }
    if not is_signed:
        return [locked, _not_signed(version)]
    return [
        locked,
        _(
            "Alle partene har undertegnet denne versjonen. Filen er forseglet, så enhver endring i den kan oppdages."
        ),
        *_ledger_line(version),
        _(
            "Slik kontrollerer du filen: Gå til siden «Kontroller filen» i Samråd, adressen /kontroller/, og velg filen. Alle kan gjøre det."
        ),
    ]


def _ledger_line(version: Version) -> list[str]:
    """The head of the cooperation's chain of events: whoever holds the file can tell if the chain is rewritten."""
    head = head_of(version.cooperation_id)
    if head is None:
        return []
    return [
        _("Da filen ble laget, sto hendelsesloggen på nummer %(seq)s, med kontrollsum %(hash)s.")
        % {"seq": head.seq, "hash": _grouped(head.hash)}
    ]


def _grouped(checksum: str) -> str:
    return " ".join(checksum[at : at + GROUP] for at in range(0, len(checksum), GROUP))


def _words() -> dict[str, Any]:
    return {
        "contents": _("Innhold"),
        "disagreements": _("Dette er partene ikke enige om"),
        "disagreements_lead": _("Uenigheten er notert og er ikke en del av avtalen."),
        "signatures": _("Underskrifter"),
        "not_signed": _("Underskriftene kommer her når alle partene har undertegnet."),
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
