"""The public check: whoever holds a file may know whether it is what was sealed. Nothing that comes in is kept."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samrad.agreements.documents import bearing_of
from samrad.agreements.queries.verification import Verification, verification_by_checksum, verification_of
from samrad.web.agreements.forms import ChecksumForm, FileForm
from samrad.web.agreements.stages import sealed_words
from samrad.web.doors import open_to_all
from samrad.web.forms import sent
from samrad.web.pages import page
from samrad.web.requests import Request


@dataclass(frozen=True)
class SignedBy:
    """One signature, as the seal tells of it."""

    party: str
    name: str
    post_title: str
    signed_at: datetime | None


@dataclass(frozen=True)
class Verdict:
    """The answer to whoever asked. The facts are given for what is sealed here, and never a word of the text."""

    heading: str
    sentence: str
    is_known: bool
    found: Verification
    standing: str
    signed_by: list[SignedBy]


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request) -> HttpResponse:
    """Choose a file, or type a checksum."""
    typed = "checksum" in request.POST
    by_file = FileForm(sent(request), request.FILES) if request.method == "POST" and not typed else FileForm()
    by_checksum = ChecksumForm(sent(request) if typed else None)
    found = None
    if by_file.is_valid():
        found = verification_of(by_file.cleaned_data["file"].read(), examine=bearing_of)
    elif by_checksum.is_valid():
        found = verification_by_checksum(by_checksum.cleaned_data["checksum"])
    wrong = next((form for form in (by_file, by_checksum) if form.errors), None)
    return page(
        request,
        "agreements/check.html",
        by_file=by_file,
        by_checksum=by_checksum,
        wrong=wrong,
        verdict=_verdict(found) if found else None,
        status=422 if wrong else 200,
    )


def _verdict(found: Verification) -> Verdict:
    headings = {
        "unchanged": _("Filen er uendret"),
        "text": _("Teksten er undertegnet og forseglet"),
        "changed": _("Filen er endret etter at den ble forseglet"),
        "unknown": _("Samråd kjenner ikke dette"),
        "unreadable": _("Vi kan ikke lese filen"),
    }
    sentences = {
        "unchanged": _("Den er nøyaktig slik den ble forseglet."),
        "text": _(
            "Kontrollsummen gjelder teksten i avtalen. Velg selve filen for å se om også den er uendret."
        ),
        "changed": _(
            "Den bærer seglet vårt, men innholdet stemmer ikke lenger. Be en av partene om filen på nytt."
        ),
        "unknown": _(
            "Ingen avtale er forseglet her med akkurat dette innholdet. Sjekk at du har riktig fil, eller at hele kontrollsummen er med."
        ),
        "unreadable": _(
            "Det ser ikke ut til å være en PDF. Velg filen slik du fikk den eller lastet den ned."
        ),
    }
    seal = found.seal
    words = sealed_words(found.standing, seal.valid_from, seal.valid_to, seal.superseded_on) if seal else ""
    signed_by = [_signed_by(row) for row in seal.signatures] if seal else []
    return Verdict(
        headings[found.outcome], sentences[found.outcome], seal is not None, found, words, signed_by
    )


def _signed_by(row: dict[str, str]) -> SignedBy:
    return SignedBy(row["party"], row["name"], row["post_title"], parse_datetime(row["signed_at"]))
