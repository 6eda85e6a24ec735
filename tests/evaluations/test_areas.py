"""What the parties want evaluated within the term of their agreement."""

import pytest

from samrad.agreements.models import Agreement
from samrad.cooperation import wall
from samrad.evaluations.commands.areas import mark_area, unmark_area
from samrad.evaluations.models import Area
from samrad.evaluations.queries.evaluations import areas_of
from samrad.kernel.answers import Denied, Refused
from samrad.meetings.queries.clauses import clauses_in_force
from tests.cast import Cast
from tests.evaluations.situations import an_evaluation
from tests.ledger.reading import entries
from tests.meetings.settings import a_council
from tests.situations import a_draft, do, in_force
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return in_force(cast.director, cast.chief, cast.cooperation)


def test_an_area_is_a_clause_or_ones_own_words(cast: Cast, agreement: Agreement) -> None:
    """A-eval-b: marked by either party, once, and an evaluation that covers it says so."""
    with wall.acting(cast.slt):
        clause = clauses_in_force(cast.slt, cast.cooperation)[1]
    first = do(cast.slt, mark_area, agreement_id=agreement.pk, clause=clause.lineage)
    assert (first.name, first.clause) == (clause.name, clause.lineage)
    assert entries(cast.chief, cast.cooperation)[0].payload == {
        "area": str(first.pk),
        "agreement": str(agreement.pk),
    }
    second = do(cast.police_contact, mark_area, agreement_id=agreement.pk, name="Kontakten i hverdagen")
    for given, sentence in (({"name": "Kontakten i hverdagen"}, "allerede merket"), ({}, "Skriv hva")):
        with pytest.raises(Refused, match=sentence):
            do(cast.slt, mark_area, agreement_id=agreement.pk, **given)
    an_evaluation(cast, a_council(cast), areas=[first.pk])
    with wall.acting(cast.slt):
        covered = {area.pk: len(area.covers.all()) for area in areas_of(cast.slt, cast.cooperation)}
    assert covered == {first.pk: 1, second.pk: 0}
    do(cast.slt, unmark_area, area_id=second.pk)
    with pytest.raises(Refused, match="dekker dette"):
        do(cast.slt, unmark_area, area_id=first.pk)


def test_others_neither_mark_nor_see(cast: Cast, agreement: Agreement) -> None:
    area = do(cast.slt, mark_area, agreement_id=agreement.pk, name="Politirådet")
    with pytest.raises(Denied):
        do(cast.reader, mark_area, agreement_id=agreement.pk, name="x")
    for actor in (cast.foreign_contact, cast.principal):
        with pytest.raises(Agreement.DoesNotExist):
            do(actor, mark_area, agreement_id=agreement.pk, name="x")
        with pytest.raises(Area.DoesNotExist):
            do(actor, unmark_area, area_id=area.pk)


def test_a_draft_has_no_areas_that_the_other_could_see(cast: Cast) -> None:
    draft = a_draft(cast.slt, cast.cooperation)
    with pytest.raises(Refused, match="utkast hos den ene parten"):
        do(cast.slt, mark_area, agreement_id=draft.pk, name="Politirådet")


def test_the_page_marks_and_takes_out(cast: Cast, agreement: Agreement) -> None:
    slt, address = login_as("slt"), f"/avtale/{agreement.pk}/evaluering/"
    assert "Ingenting er valgt ennå." in visit(slt, address).text
    assert "Skriv hva som skal evalueres" in send(slt, address, {"clause": "", "name": ""}, status=422).text
    assert "merket for evaluering" in send(slt, address, {"clause": "", "name": "Møtene"}).text
    with wall.acting(cast.slt):
        area = Area.objects.get()
    assert "skal ikke evalueres likevel" in send(slt, f"/evaluering/omrade/{area.pk}/ta-ut/").text
