"""The agreement, in the order of the official template: what it asks for, and how the two parties meet it here."""

from datetime import date, timedelta

import pytest

from samrad.agreements.commands.drafting import move_clause, set_terms
from samrad.agreements.commands.finishing import reopen_agreement
from samrad.agreements.commands.history import register_former_agreement
from samrad.agreements.commands.living import answer_revision, ask_for_revision
from samrad.agreements.commands.proposing import add_clause, propose_removal
from samrad.agreements.models import Version
from samrad.agreements.queries.agreements import (
    agreement_visible_to,
    agreements_visible_to,
)
from samrad.agreements.queries.versions import compare_versions, text_visible_to
from samrad.agreements.reading import leftovers, own_templates
from samrad.cooperation import wall
from samrad.cooperation.commands import answer_offer, make_offer, state_choice
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.guide.drafts import (
    at,
    clause_of,
    findings,
    from_template,
    frozen_in_nynorsk,
    handed_over_and_accepted,
    reword,
    waiting,
)
from tests.situations import (
    FROM,
    TO,
    all_agreed,
    approve,
    clauses_of,
    do,
    freeze,
    frozen,
    in_force,
    seal,
    sign,
)
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db


class TestTheTitle:
    """What it is called, between whom, and for which years."""

    def test_names_one_municipality_one_district_and_the_years(self, cast: Cast) -> None:
        """A-tittel-a: the district, even where a local unit negotiates; and in the chosen language form."""
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        assert version.content["title"] == (
            "Avtale om kommune- og politisamarbeid mellom Lyngvik kommune og Nordre politidistrikt 2027–2030"
        )
        neighbour = frozen_in_nynorsk(cast)
        assert neighbour.content["title"].endswith(
            "mellom Storvik kommune og Søndre politidistrikt 2027–2030"
        )
        sides = [party["side"] for party in version.content["parties"]]
        assert sides == ["municipality", "police"]

    def test_does_not_end_before_it_begins(self, cast: Cast) -> None:
        """A-tittel-a."""
        with pytest.raises(Refused, match="kan ikke slutte før"):
            from_template(cast.slt, cast.cooperation, valid_from=TO, valid_to=FROM)


class TestAboutTheProposal:
    """The template is a proposal to two equals. They may do with it as they like, or leave it."""

    def test_one_agreement_takes_the_place_of_the_two_former_ones(self, cast: Cast) -> None:
        """A-om-a: superseded on its first day, and readable after."""
        dates = {"valid_from": date(2022, 1, 1), "valid_to": date(2028, 12, 31)}
        former = [
            do(cast.slt, register_former_agreement, cooperation_id=cast.cooperation.pk, kind=kind, **dates)
            for kind in ("former_council", "former_service")
        ]
        new = in_force(cast.director, cast.chief, cast.cooperation)
        with wall.acting(cast.police_contact) as actor:
            rows = {row.pk: row for row in agreements_visible_to(actor, cast.cooperation)}
            assert set(rows) == {new.pk, *(row.pk for row in former)}
            for row in former:
                assert rows[row.pk].standing(date(2026, 12, 31)) == "in_force"
                assert rows[row.pk].standing(date(2027, 1, 1)) == "superseded"
                assert agreement_visible_to(actor, row.pk).valid_to == date(2028, 12, 31)

    def test_one_is_in_force_on_any_day(self, cast: Cast) -> None:
        """A-om-a."""
        old = in_force(cast.director, cast.chief, cast.cooperation)
        with at(date(2028, 5, 2)):
            asked = do(cast.slt, ask_for_revision, agreement_id=old.pk, reason="Vi vil endre.")
            new = do(cast.chief, answer_revision, request_id=asked.pk, reply="yes")
            version = freeze(cast.director, new)
            approve(cast.director, version)
            approve(cast.chief, version)
            sign(cast.director, version)
            sign(cast.chief, version)
            seal(cast.slt, version, b"%PDF the next")
        with wall.acting(cast.slt) as actor:
            rows = list(agreements_visible_to(actor, cast.cooperation))
        days = [date(2027, 1, 1) + timedelta(days=n) for n in range(0, 365 * 4, 30)]
        assert {sum(row.standing(day) == "in_force" for row in rows) for day in days} == {1}

    @pytest.mark.parametrize("begins", ["slt", "police_contact"])
    def test_both_have_the_same_rights_and_neither_can_do_it_alone(self, cast: Cast, begins: str) -> None:
        """A-om-b: in force takes both parties' yes to the identical text."""
        first: Actor = getattr(cast, begins)
        second = cast.police_contact if first is cast.slt else cast.slt
        agreement = all_agreed(first, second, cast.cooperation)
        version = freeze(first, agreement)
        approve(first, version)
        with pytest.raises(Refused, match="Dere har allerede godkjent denne versjonen"):
            approve(first, version)
        with pytest.raises(Refused, match="Alle parter må først godkjenne samme versjon"):
            sign(cast.director, version)
        yes = approve(second, version)
        assert yes.version.content_hash == version.content_hash
        sign(cast.director, version)
        with pytest.raises(Refused, match="Alle parter må først undertegne samme versjon"):
            seal(cast.slt, version)

    def test_a_change_after_approval_voids_both_and_keeps_them_as_evidence(self, cast: Cast) -> None:
        """A-om-b."""
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        approve(cast.slt, version)
        approve(cast.police_contact, version)
        do(cast.chief, reopen_agreement, agreement_id=version.agreement_id, reason="Et årstall er feil.")
        with wall.acting(cast.slt):
            kept = Version.objects.get(pk=version.pk)
            assert (kept.voided_at is not None, kept.approvals.count()) == (True, 2)
        again = freeze(cast.slt, version.agreement)
        with pytest.raises(Refused, match="Alle parter må først godkjenne samme versjon"):
            sign(cast.chief, again)

    @pytest.mark.parametrize("reply", ["no", "later", "another_way"])
    def test_to_say_no_is_a_whole_answer(self, cast: Cast, reply: str) -> None:
        """A-om-c: nothing waits, nothing is late, and the rest goes on without an agreement."""
        town = cast.places.lyngvik
        offer = do(
            cast.police_contact,
            make_offer,
            cooperation_id=cast.cooperation.pk,
            matter="agreement",
            organisation_id=town.pk,
            offered_on=today(),
        )
        do(cast.slt, answer_offer, offer_id=offer.pk, reply=reply, seen=1)
        for person in (cast.slt, cast.mayor, cast.police_contact):
            assert waiting(person) == []
        page = visit(login_as("slt"), "/samarbeid/lyngvik/")
        assert 'class="late"' not in page.html and "tag-late" not in page.html
        council = do(cast.mayor, state_choice, organisation_id=town.pk, matter="council", status="in_force")
        assert council.status == "in_force"

    def test_it_may_be_about_the_council_alone(self, cast: Cast) -> None:
        """A-om-d: then what belongs to the whole cooperation is not suggested."""
        whole = clauses_of(cast.slt, from_template(cast.slt, cast.cooperation))
        narrow = clauses_of(
            cast.police_contact, from_template(cast.police_contact, cast.cooperation, scope="council")
        )
        roles = [clause.role for clause in whole]
        left_out = {"slt", "services", "municipal_services", "police_services"}
        assert left_out < set(roles)
        assert [clause.role for clause in narrow] == [role for role in roles if role not in left_out]

    def test_to_widen_it_later_is_a_revision(self, cast: Cast) -> None:
        """A-om-d."""
        agreement = in_force(cast.director, cast.chief, cast.cooperation, scope="council")
        with pytest.raises(Refused, match="Be om revisjon for å endre den"):
            do(cast.slt, set_terms, agreement_id=agreement.pk, valid_from=FROM, valid_to=TO,
               revision_due_on=None, evaluation_due_on=None, scope="whole", seen=1)  # fmt: skip

    def test_what_became_of_each_point_of_the_template_is_seen_by_both(self, cast: Cast) -> None:
        """A-om-e, V-3-e: kept, changed, taken out or added, and how many of each."""
        agreement = from_template(cast.slt, cast.cooperation)
        reword(cast.slt, clause_of(cast.slt, agreement, "goals"), "Lokale mål", "Trygg skolevei i Lyngvik.")
        do(cast.slt, propose_removal, clause_id=clause_of(cast.slt, agreement, "slt").pk, seen=1)
        do(cast.slt, add_clause, agreement_id=agreement.pk, heading="Beredskap", text="Partene øver sammen.")
        handed_over_and_accepted(cast.slt, cast.police_contact, agreement)
        with wall.acting(cast.police_contact) as actor:
            found = agreement_visible_to(actor, agreement.pk)
            before, after = (text_visible_to(actor, found, key) for key in ("mal", "runde-2"))
        changes = compare_versions(before, after)
        assert [(c.kind, (c.new or c.old).heading) for c in changes if c.kind != "unchanged"] == [  # type: ignore[union-attr]
            ("changed", "Lokale mål"), ("removed", "Samordning av lokale tiltak"), ("added", "Beredskap"),
        ]  # fmt: skip
        for who in ("slt", "politikontakt"):
            page = visit(login_as(who), f"/avtale/{agreement.pk}/sammenlign/?fra=mal&til=runde-2")
            for said in (
                "1 punkt er endret",
                "1 punkt er tatt ut",
                "1 punkt er lagt til",
                "11 punkter er uendret",
            ):
                assert said in page.text

    def test_to_keep_everything_is_allowed_and_advised_against(self, cast: Cast) -> None:
        """A-om-e."""
        agreement = from_template(cast.slt, cast.cooperation)
        handed_over_and_accepted(cast.slt, cast.police_contact, agreement)
        assert findings(cast.slt, agreement) == [("all_as_template", False)]
        assert freeze(cast.slt, agreement).number == 1

    def test_headings_and_order_are_free_and_a_role_outlives_its_heading(self, cast: Cast) -> None:
        """A-om-f: nothing of the template is needed to finish."""
        agreement = from_template(cast.slt, cast.cooperation)
        council = clause_of(cast.slt, agreement, "council")
        reword(cast.slt, council, "Det faste møtet", "Vi møtes fire ganger i året.")
        for clause in clauses_of(cast.slt, agreement):
            if clause.role not in {"council", "purpose"}:
                do(cast.slt, propose_removal, clause_id=clause.pk, seen=1)
        do(cast.slt, move_clause, clause_id=council.pk, direction="up")
        handed_over_and_accepted(cast.slt, cast.police_contact, agreement)
        assert [code for code, blocks in findings(cast.slt, agreement) if blocks] == []
        clauses = freeze(cast.slt, agreement).content["clauses"]
        assert [(clause["role"], clause["heading"]) for clause in clauses] == [
            ("council", "Det faste møtet"), ("purpose", "Formål"),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "left",
        [
            "X kommune skal bidra.",
            "Avtalen gjelder fra 20XX*.",
            "Døme: en gruppe.",
            "[sett inn]",
            "osv. etc…",
        ],
    )
    def test_nothing_of_the_template_is_left_in_what_is_signed(self, cast: Cast, left: str) -> None:
        """A-om-g."""
        agreement = from_template(cast.slt, cast.cooperation)
        reword(cast.slt, clause_of(cast.slt, agreement, "intro"), "Innledning", left)
        handed_over_and_accepted(cast.slt, cast.police_contact, agreement)
        assert ("leftover", True) in findings(cast.police_contact, agreement)
        with pytest.raises(Refused, match="har rester av malen"):
            freeze(cast.slt, agreement)

    def test_guidance_stands_beside_the_text_and_is_never_frozen(self, cast: Cast) -> None:
        """A-om-g."""
        agreement = from_template(cast.slt, cast.cooperation)
        guidance = [clause.guidance for clause in clauses_of(cast.slt, agreement) if clause.guidance]
        handed_over_and_accepted(cast.slt, cast.police_contact, agreement)
        text = " ".join(clause["text"] for clause in freeze(cast.slt, agreement).content["clauses"])
        assert len(guidance) > 8
        assert ([words for words in guidance if words in text], leftovers(text)) == ([], [])

    def test_every_point_stands_in_both_languages_and_a_text_in_one(self, cast: Cast) -> None:
        """A-om-h: the cooperation's language decides, and a mixture is found before the end."""
        kinds = {(t.kind, t.language): [c.role for c in t.clauses] for t in own_templates()}
        for kind in ("cooperation", "regional", "school", "county"):
            assert kinds[kind, "nb"] == kinds[kind, "nn"]
        agreement = from_template(cast.slt, cast.cooperation)
        reword(
            cast.slt,
            clause_of(cast.slt, agreement, "intro"),
            "Innleiing",
            "Partane er ikkje bundne frå dag éin.",
        )
        handed_over_and_accepted(cast.slt, cast.police_contact, agreement)
        assert ("language", True) in findings(cast.slt, agreement)
        assert frozen_in_nynorsk(cast).content["language"] == "nn"
