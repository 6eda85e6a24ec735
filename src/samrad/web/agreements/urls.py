from django.urls import path

from samrad.web.agreements import (
    comparing,
    finishing,
    listing,
    reading,
    revision,
    signing,
    table,
    verification,
    version,
    writing,
)

AGREEMENT = "avtale/<uuid:agreement_id>/"
VERSION = AGREEMENT + "versjon/<int:number>/"
CLAUSE = AGREEMENT + "punkt/<uuid:clause_id>/"

urlpatterns = [
    path("samarbeid/<slug:slug>/avtaler/", listing.agreements, name="agreements"),
    path("samarbeid/<slug:slug>/avtaler/ny/", listing.start, name="start_agreement"),
    path("samarbeid/<slug:slug>/avtaler/tidligere/", listing.former, name="former_agreement"),
    path(AGREEMENT, table.agreement, name="agreement"),
    path(AGREEMENT + "pdf/", reading.pdf, name="agreement_pdf"),
    path(AGREEMENT + "sammenlign/", comparing.compare, name="compare"),
    path(AGREEMENT + "revisjon/", revision.ask, name="ask_for_revision"),
    path(AGREEMENT + "runde/", table.round_review, name="round"),
    path(AGREEMENT + "godta/", table.accept_all, name="accept_all"),
    path(AGREEMENT + "forkast/", table.discard, name="discard"),
    path(AGREEMENT + "datoer/", writing.terms, name="terms"),
    path(AGREEMENT + "nytt-punkt/", writing.add, name="add_clause"),
    path(AGREEMENT + "ferdig/", finishing.finish, name="finish"),
    path(VERSION, version.version, name="version"),
    path(VERSION + "pdf/", version.version_pdf, name="version_pdf"),
    path(VERSION + "godkjenn/", signing.approve, name="approve"),
    path(VERSION + "undertegn/", signing.sign, name="sign"),
    path(VERSION + "forsegle/", signing.seal, name="seal"),
    path(VERSION + "apne-igjen/", finishing.reopen, name="reopen"),
    path(CLAUSE, table.clause, name="clause"),
    path(CLAUSE + "endre/", writing.change, name="change"),
    path(CLAUSE + "ta-ut/", writing.remove, name="remove"),
    path(CLAUSE + "uenighet/", writing.disagree, name="disagree"),
    path(CLAUSE + "flytt/", table.move, name="move"),
    path("revisjon/<uuid:request_id>/svar/", revision.answer, name="answer_revision"),
    path("kontroller/", verification.check, name="check_file"),
    path("forslag/<uuid:proposal_id>/svar/", writing.answer, name="answer"),
    path("forslag/<uuid:proposal_id>/forkast/", table.drop, name="drop"),
    path("forslag/<uuid:proposal_id>/trekk-svar/", table.take_back, name="take_back"),
]
