"""Measures come in from a sheet and go out again, each through the checks of one that is typed."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from samrad.cooperation import wall
from samrad.cooperation.commands.aims import set_focus_area, set_goal
from samrad.kernel.answers import Denied, Refused
from samrad.knowledge.sheets import FaultySheet
from samrad.ledger.models import Entry
from samrad.plans.commands.bringing import bring_measures
from samrad.plans.content import NAMES
from samrad.plans.models import Measure, MeasureStep, Plan
from samrad.plans.queries.ground import ground_of
from samrad.plans.queries.measures import measures_of
from samrad.plans.sheet import heads, row_of
from tests.cast import Cast
from tests.plans.situations import a_measure, a_plan
from tests.situations import do

pytestmark = pytest.mark.django_db


def a_csv(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def brought(cast: Cast, plan: Plan, *rows: str, **given: Any) -> list[Measure]:
    return do(cast.slt, bring_measures, plan_id=plan.pk, filename="t.csv", data=a_csv(*rows), **given)


@pytest.fixture
def aims(cast: Cast) -> Iterator[dict[str, Any]]:
    here = {"cooperation_id": cast.cooperation.pk, "valid_from": date(2026, 1, 1)}
    area, other = (do(cast.slt, set_focus_area, name=name, **here) for name in ("Trygt sentrum", "Skolevei"))
    goal = do(cast.slt, set_goal, area_id=area.pk, name="Trygge kvelder", horizon=2030)
    yield {"focus_area_id": area.pk, "goal_id": goal.pk, "further": (other.pk,)}


class TestASheet:
    def test_out_and_in_again_says_the_same(self, cast: Cast, aims: dict[str, Any]) -> None:
        """V-2-a: challenge, measure and who answers, also when they come from a sheet."""
        plan = a_plan(cast)
        whole = {
            "description": "To linjer\nmed; semikolon", "origin": "continued", "areas": ("crime", "safety"), "target_group": "Unge",
            "level": "selected", "service": "Utekontakten", "main_purpose": "Trygghet", "side_effects": "Lys", "rhythm": "weekly",
            "begins_on": date(2026, 9, 1), "ends_on": date(2027, 6, 1), "place": "=Torget", "channel": "Nett", "reach": "200",
            "resources": "Ti timer", "change": "Færre klager", "seen_by": "Vi teller", "step": 4, "weighing": "Veid", "spares": "Ingen",
            "rests_on": "Ungdata", "needs": "Spurt", "report_every": "quarterly", "is_public": False,
        }  # fmt: skip
        a_measure(cast, plan, **whole, **aims)
        a_measure(cast, plan, name="Bare navn", owner_id=cast.police_contact.post)
        with wall.acting(cast.slt) as actor:
            ground = ground_of(actor, cast.cooperation)
            rows = [row_of(m, ground) for m in measures_of(actor, plan, cast.cooperation, parts=True)]
        written = io.StringIO()
        for row in (heads(), *rows):
            written.write(";".join(f'"{cell}"' for cell in row) + "\n")
        made = brought(cast, plan, written.getvalue())
        with wall.acting(cast.slt):
            first, second, *again = Measure.objects.filter(plan=plan).order_by("number")
        assert [m.number for m in again] == [3, 4] == [m.number for m in made]
        for before, after in ((first, again[0]), (second, again[1])):
            assert {n: getattr(after, n) for n in NAMES} == {n: getattr(before, n) for n in NAMES}
            assert (after.state, after.version, after.report_due_on) == ("planned", 1, before.report_due_on)

    def test_each_has_its_first_step_and_the_owners_are_named_once(self, cast: Cast) -> None:
        plan = a_plan(cast)
        a_measure(cast, plan)
        post = cast.slt
        with wall.acting(post) as actor:
            title = ground_of(actor, cast.cooperation).owners[post.post].title  # type: ignore[index]
        brought(cast, plan, "Tiltak;Ansvarlig", f"A;{title}", ";", f"B;{title.upper()}")
        with wall.acting(cast.slt):
            kinds = MeasureStep.objects.filter(measure__number__gt=1).values_list("kind", flat=True)
            assert list(kinds) == ["made", "made"]
            said = Entry.objects.get(kind="MeasuresBrought").payload
        assert said == {"plan": str(plan.pk), "count": 2, "owners": [str(cast.slt.post)]}

    def test_is_all_or_nothing_with_a_line_for_each_faulty_row(
        self, cast: Cast, aims: dict[str, Any]
    ) -> None:
        plan, title = a_plan(cast), title_of(cast)
        head = "Tiltak;Ansvarlig;Satsingsområde;Mål;Begynner;Slutter;Trinn;Hvor ofte;Kan være offentlig;Hva som skal gjøres"
        rows = {
            f";{title};;;;;;;;": "Skriv hva tiltaket heter",
            "A;;;;;;;;;": "ingen ansvarlig. Skriv stillingen",
            "A;Paven;;;;;;;;": "«Paven» finnes ikke under Ansvarlig. Skriv det slik det står i malen",
            f"A;{title};Fisk;;;;;;;": "«Fisk» finnes ikke under Satsingsområde. Skriv det slik det står i malen",
            f"A;{title};Skolevei;Trygge kvelder;;;;;;": "«Trygge kvelder» finnes ikke under Mål. Skriv det slik det står i malen",
            f"A;{title};;;32.01.2027;;;;;": "«32.01.2027» er ingen dato. Skriv dag.måned.år, for eksempel 01.01.2027",
            f"A;{title};;;01.02.2027;2027-01-01;;;;": "Siste dag kan ikke være før den første. Rett datoene",
            f"A;{title};;;;;5;;;": "«5» er ikke ett av de fire trinnene",
            f"A;{title};;;;;;av og til;;": "«av og til» finnes ikke under Hvor ofte. Skriv det slik det står i malen",
            f"A;{title};;;;;;;kanskje;": "«kanskje» er verken ja eller nei",
            f"A;{title};;;;;;;;Født 13097248022": "Dette ligner et fødselsnummer: «13097248022». Ta det bort før du lagrer",
        }
        with pytest.raises(FaultySheet) as faulty:
            brought(cast, plan, head, f"Riktig;{title};;;46023;;;;;", *rows, confirmed=True)
        assert faulty.value.faults == [f"Rad {n}: {fault}." for n, fault in enumerate(rows.values(), 3)]
        assert not faulty.value.may_be_confirmed
        with wall.acting(cast.slt):
            assert not Measure.objects.exists()
        (made,) = brought(cast, plan, head, f"Riktig;{title};;trygge kvelder;46023;;;;;")
        assert (made.begins_on, made.focus_area_id) == (date(2026, 1, 1), aims["focus_area_id"])

    def test_that_looks_personal_can_be_confirmed(self, cast: Cast) -> None:
        plan, rows = a_plan(cast), ("Tiltak;Ansvarlig;Sted", f"A;{title_of(cast)};Ring 912 34 567")
        with pytest.raises(FaultySheet) as faulty:
            brought(cast, plan, *rows)
        assert faulty.value.may_be_confirmed
        assert len(brought(cast, plan, *rows, confirmed=True)) == 1

    @pytest.mark.parametrize(
        ("rows", "fault"),
        [
            (("Navn;Hvem", "A;B"), "Rad 1: disse kolonnene mangler: Tiltak, Ansvarlig. Bruk malen, så står de riktig."),
            (("Tiltak;Ansvarlig;Tiltak", "A;B;C"), "Rad 1: kolonnen «Tiltak» står to ganger."),
            (("Tiltak;Ansvarlig",), "Rad 2: arket har ingen tiltak."),
        ],
    )  # fmt: skip
    def test_without_what_it_needs_says_so(self, cast: Cast, rows: tuple[str, ...], fault: str) -> None:
        with pytest.raises(FaultySheet) as faulty:
            brought(cast, a_plan(cast), *rows)
        assert faulty.value.faults == [fault]

    def test_is_read_in_any_of_the_languages_and_not_by_a_reader(self, cast: Cast) -> None:
        plan, title = a_plan(cast), title_of(cast)
        (made,) = brought(cast, plan, "Measures;Responsible;Place", f"A;{title};X")
        assert (made.name, made.place) == ("A", "X")
        with pytest.raises(Refused, match="flere enn 500 tiltak"):
            brought(cast, plan, "Tiltak;Ansvarlig", *[f"A;{title}"] * 501)
        with pytest.raises(Denied):
            do(cast.reader, bring_measures, plan_id=plan.pk, filename="t.csv", data=b"x")


def title_of(cast: Cast) -> str:
    with wall.acting(cast.slt) as actor:
        return ground_of(actor, cast.cooperation).owners[cast.slt.post].title  # type: ignore[index]
