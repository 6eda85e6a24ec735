"""The map of who answers for what: police, municipality, shared or others, and on which basis."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.kernel.answers import Denied, Refused, Stale
from samrad.plans.commands.responsibilities import set_responsibility
from tests.cast import Cast
from tests.forums.situations import a_council, seated
from tests.plans.situations import a_measure, a_plan
from tests.plans.test_across import a_challenge, an_area
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
HERE = "/samarbeid/lyngvik/ansvar/"


def test_each_area_and_measure_says_who_answers_and_why_and_members_and_newcomers_read_it(cast: Cast) -> None:
    """V-4.1.4-c: per focus area and measure, with a basis in law or agreed; on the members' pages and in the handover to a newcomer."""
    forum = a_council(cast)
    seated(cast, forum, cast.police_contact)
    area, plan = an_area(cast, a_challenge(cast)), a_plan(cast, forum=forum)
    shared = {"name": "Natteravner", "focus_area_id": area.pk}
    follows, own = a_measure(cast, plan, **shared), a_measure(cast, plan, **shared | {"name": "Patruljer"})
    loose = a_measure(cast, plan, name="Skjenkekontroll")
    town, police = login_as("slt"), login_as("politikontakt")
    before = visit(town, HERE).text
    assert before.count("Ikke sagt ennå") == 4
    said = {
        "share": "shared",
        "division": "Politiet rykker ut, kommunen følger opp",
        "legal": "Politiloven § 15",
        "seen": "0",
    }
    send(town, f"/satsingsomrade/{area.pk}/ansvar/", said)
    send(police, f"/tiltak/{own.pk}/ansvar/", {"share": "police", "legal": "Politiloven § 2", "seen": "0"})
    other = {"share": "other", "who": "Velforeningen", "agreed": "Sak 4/26 i politirådet", "seen": "0"}
    send(town, f"/tiltak/{loose.pk}/ansvar/", other)
    pages = [
        (login_as(name), address)
        for name, address in (
            ("slt", HERE),
            ("politikontakt", HERE),
            ("leser", HERE),
            ("politikontakt", f"/forum/{forum.pk}/deling/"),
            ("politikontakt", f"/stilling/{cast.police_contact.post}/overlevering/"),
        )
    ]
    for client, address in pages:
        text = visit(client, address).text
        for words in (
            "Delt · Politiet rykker ut, kommunen følger opp",
            "I lov: Politiloven § 15",
            "Natteravner Som satsingsområdet",
            "Patruljer Politiet I lov: Politiloven § 2",
            "Andre: Velforeningen Avtalt: Sak 4/26 i politirådet",
        ):
            assert words in text, (address, words)
    assert "I lov: Politiloven § 15" in visit(police, f"/tiltak/{follows.pk}/").text
    assert "I lov: Politiloven § 15" in visit(police, f"/satsingsomrade/{area.pk}/").text
    assert "Si hvem" not in visit(login_as("leser"), HERE).text
    for outsider in ("nabokommune", "skole", "direktorat"):
        assert login_as(outsider).get(HERE).status_code in {403, 404}


def test_it_has_a_basis_and_a_name_and_both_parties_say_it_alike(cast: Cast) -> None:
    area = an_area(cast, a_challenge(cast))
    with pytest.raises(Refused, match="hva ansvaret bygger på"):
        do(cast.slt, set_responsibility, area_id=area.pk, share="police")
    with pytest.raises(Refused, match="hvilken virksomhet"):
        do(cast.slt, set_responsibility, area_id=area.pk, share="other", agreed="Avtalen")
    with pytest.raises(Denied):
        do(cast.reader, set_responsibility, area_id=area.pk, share="police", legal="Politiloven § 2")
    first = do(cast.slt, set_responsibility, area_id=area.pk, share="municipality", agreed="Avtalen, punkt 3")
    with pytest.raises(Stale):
        do(cast.police_contact, set_responsibility, area_id=area.pk, share="shared", agreed="Avtalen")
    second = do(
        cast.police_contact, set_responsibility, area_id=area.pk, share="shared", agreed="Avtalen", seen=first.version
    )  # fmt: skip
    assert (second.pk, second.share, second.version) == (first.pk, "shared", 2)


def test_the_map_costs_the_same_for_one_and_for_many(cast: Cast) -> None:
    plan, area, client, found = a_plan(cast), an_area(cast, a_challenge(cast)), login_as("slt"), []
    for number in range(1, 4):
        measure = a_measure(cast, plan, name=f"Tiltak {number}", focus_area_id=area.pk)
        do(cast.slt, set_responsibility, measure_id=measure.pk, share="police", legal="Politiloven § 2")
        if number != 2:
            visit(client, HERE)
            with CaptureQueriesContext(connection) as statements:
                visit(client, HERE)
            found.append(len(statements))
    assert found[0] == found[1]
