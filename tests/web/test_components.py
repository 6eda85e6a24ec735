"""Each component says the right thing, in order, and nothing that people typed becomes markup."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from samrad.agreements.redline import Segment
from samrad.agreements.redline import redline as difference

HOSTILE = '<script>alert("1")</script>&'
SAFE = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;"


def drawn(source: str, **given: object) -> str:
    return Template("{% load samrad tiles %}" + source).render(Context(given))


def read(html: str) -> str:
    """What a screen reader is given: the text, in order, without the markup."""
    apart = re.sub(r"</?(p|div|h[1-6]|li|dt|dd|section|dl|ol|ul|nav)\b[^>]*>", " ", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", apart)).strip()


@pytest.fixture(autouse=True)
def _in_bokmaal_one_day_in_october():
    with override("nb"), time_machine.travel("2026-10-13 10:00 +0200", tick=False):
        yield


class TestSigns:
    def test_a_disc_with_a_label_is_a_picture_with_that_name(self):
        html = drawn('{% disc left="full" right="hollow" label=words %}', words=HOSTILE)
        assert f'role="img" aria-label="{SAFE}"' in html
        assert html.count("<path") == 2
        assert html.count("hollow") == 1
        assert 'class="half-politi hollow"' in html

    def test_a_disc_without_a_label_is_decoration(self):
        html = drawn('{% disc left="full" %}')
        assert 'aria-hidden="true"' in html
        assert html.count("<path") == 1

    def test_another_party_has_a_half_of_its_own(self):
        assert 'class="half-other"' in drawn('{% disc left="full" right="full" left_side="other" %}')

    @pytest.mark.parametrize(("side", "letter"), [("municipality", "K"), ("police", "P")])
    def test_a_large_half_carries_its_letter(self, side: str, letter: str):
        assert f">{letter}</text>" in drawn("{% half side 34 %}", side=side)
        assert "<text" not in drawn("{% half side 33 %}", side=side)

    def test_a_third_party_has_no_letter(self):
        assert "<text" not in drawn('{% half "other" 54 %}')

    def test_measures_are_written_with_a_point_in_every_language(self):
        assert 'width="7.5" height="15"' in drawn('{% half "police" 15 %}')

    def test_a_party_is_its_half_and_its_name(self):
        html = drawn('{% party name "police" %}', name=HOSTILE)
        assert f"<b>{SAFE}</b></span>" in html
        assert 'class="half-politi"' in html

    @pytest.mark.parametrize(("state", "shapes"), [("done", 2), ("now", 2), ("late", 2), ("todo", 1)])
    def test_a_node_differs_by_shape(self, state: str, shapes: int):
        html = drawn("{% node state %}", state=state)
        assert html.count("<circle") + html.count("<path") == shapes
        assert f"node-{state}" in html

    def test_an_icon_is_decoration(self):
        assert drawn('{% icon "padlock" %}').startswith('<span class="icon" aria-hidden="true"><svg ')

    def test_our_own_signs_are_decoration(self):
        assert 'aria-hidden="true"' in drawn("{% mark %}")
        assert 'aria-hidden="true"' in drawn("{% login_way %}")


class TestWords:
    def test_a_tag_is_its_words(self):
        assert (
            drawn('{% status_tag words "late" %}', words=HOSTILE)
            == f'<span class="tag tag-late">{SAFE}</span>'
        )

    @pytest.mark.parametrize(
        ("on", "form", "text"),
        [
            (date(2026, 10, 16), "short", "16. okt."),
            (date(2027, 10, 16), "short", "16. okt. 2027"),
            (date(2026, 10, 16), "long", "16. oktober 2026"),
            (date(2026, 10, 16), "weekday", "fre. 16. okt."),
            (date(2026, 10, 16), "weekday_and_year", "fre. 16. okt."),
            (date(2027, 10, 16), "weekday_and_year", "lør. 16. okt. 2027"),
            (datetime(2026, 10, 15, 22, 30, tzinfo=ZoneInfo("UTC")), "short", "16. okt."),
        ],
    )
    def test_a_day_is_said_as_people_say_it(self, on: date, form: str, text: str):
        html = drawn("{% day on form %}", on=on, form=form)
        assert read(html) == text
        assert re.search(r'datetime="202[67]-10-16" title="(fre|lør)dag 16. oktober 202[67]"', html)

    def test_no_day_is_nothing(self):
        assert drawn("{% day on %}", on=None) == ""

    @pytest.mark.parametrize(
        ("days", "text"),
        [(0, "i dag"), (1, "i morgen"), (3, "om 3 dager"), (-1, "i går"), (-12, "12 dager siden")],
    )
    def test_how_far_away_a_day_is(self, days: int, text: str):
        assert drawn("{% when on %}", on=date(2026, 10, 13) + timedelta(days)) == text


class TestDoing:
    def test_a_button_says_what_it_does(self):
        html = drawn('{% button text "quiet" name="verdict" value=value %}', text=HOSTILE, value='"x"')
        assert html == (
            '<button class="ds-button" type="submit" data-variant="tertiary" name="verdict"'
            f' value="&quot;x&quot;">{SAFE}</button>'
        )

    def test_a_handing_over_has_the_colour_of_the_party(self):
        assert 'data-color="politi"' in drawn('{% button "Lever" side="police" %}')
        assert 'data-color="kommune"' in drawn('{% link_button "Lever" "/" "primary" side="municipality" %}')
        assert "data-color" not in drawn('{% button "Lever" side="other" %}')

    def test_a_link_looks_like_a_button(self):
        html = drawn('{% link_button "Avbryt" url %}', url='/?a="')
        assert html == '<a class="ds-button" href="/?a=&quot;" data-variant="secondary">Avbryt</a>'

    def test_the_chosen_view_is_marked(self):
        html = drawn(
            '{% toggle options "Visning" %}', options=[("Endringer", "?a", True), ("Tekst", "?b", False)]
        )
        assert html.count('aria-current="true"') == 1
        assert '<a href="?a" aria-current="true">Endringer</a>' in html


class Sheet(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    heading = forms.CharField(
        label="Overskrift", help_text="Kort.", error_messages={"required": "Skriv noe."}
    )
    text = forms.CharField(label="Tekst", widget=forms.Textarea, required=False)
    scope = forms.ChoiceField(
        label="Omfang", help_text="Velg én.", widget=forms.RadioSelect, choices=[("a", "Alt"), ("b", "Litt")]
    )
    sure = forms.BooleanField(label="Ja", required=False)


class TestForms:
    def test_a_field_has_its_label_help_and_error_tied_to_it(self):
        html = drawn("{% field form.heading %}", form=Sheet({"heading": ""}))
        assert '<label for="id_heading">Overskrift</label>' in html
        assert '<p class="help" id="id_heading_helptext">Kort.</p>' in html
        assert '<p class="field-error" id="id_heading_error">Skriv noe.</p>' in html
        assert 'aria-describedby="id_heading_helptext id_heading_error"' in html
        assert 'aria-invalid="true"' in html

    def test_what_was_typed_is_kept_and_is_never_markup(self):
        html = drawn(
            "{% field form.heading %}{% field form.text %}", form=Sheet({"heading": HOSTILE, "text": HOSTILE})
        )
        assert f'value="{SAFE}"' in html
        assert "<script>" not in html
        assert html.count("(valgfritt)") == 1

    def test_choices_are_a_fieldset_that_can_be_pointed_at(self):
        html = drawn("{% field form.scope %}", form=Sheet({"scope": ""}))
        assert '<fieldset class="field choices" id="id_scope" tabindex="-1"' in html
        assert 'aria-describedby="id_scope_helptext id_scope_error"' in html
        assert '<label for="id_scope_1">Litt</label>' in html
        assert html.count('type="radio"') == 2

    def test_a_box_to_tick_stands_before_its_label(self):
        html = drawn("{% field form.sure %}", form=Sheet())
        assert html.index("<input") < html.index('<label for="id_sure">Ja</label>')
        assert "(valgfritt)" not in html

    def test_all_fields_come_in_order_with_the_hidden_first(self):
        html = drawn("{% fields form %}", form=Sheet())
        assert re.findall(r'name="(\w+)"', html) == ["seen", "heading", "text", "scope", "scope", "sure"]

    def test_the_summary_links_to_each_field_and_takes_the_focus(self):
        html = drawn("{% form_errors form %}", form=Sheet({"seen": "1", "scope": "a"}))
        assert '<a href="#id_heading">Overskrift: Skriv noe.</a>' in html
        assert 'tabindex="-1" autofocus' in html
        assert read(html) == "Rett opp dette først Overskrift: Skriv noe."

    def test_a_label_that_is_a_sentence_loses_its_sign_in_the_summary(self):
        class Asked(forms.Form):
            why = forms.CharField(label="Hva er dere uenige om?", error_messages={"required": "Skriv noe."})

        assert "Hva er dere uenige om: Skriv noe." in drawn("{% form_errors form %}", form=Asked({}))

    def test_a_refusal_is_said_as_it_is(self):
        form = Sheet({"seen": "1", "scope": "a", "heading": "x"})
        form.add_error(None, HOSTILE)
        html = drawn("{% form_errors form %}", form=form)
        assert f"<li>{SAFE}</li>" in html
        assert "Det gikk ikke" in html

    def test_what_is_wrong_with_a_hidden_field_is_said_too(self):
        html = drawn("{% form_errors form %}", form=Sheet({"seen": "x", "scope": "a", "heading": "y"}))
        assert read(html) == "Det gikk ikke Oppgi et heltall."

    def test_without_errors_there_is_no_summary(self):
        assert drawn("{% form_errors form %}", form=Sheet()).strip() == ""


class TestBoxes:
    def test_our_turn_is_in_our_colour_with_the_one_thing_to_do(self):
        html = drawn('{% turn "police" h action="Lever" url="/l/" %}<p>{{ h }}</p>{% endturn %}', h=HOSTILE)
        assert 'class="turn turn-politi"' in html
        assert f"<h2>{SAFE}</h2><p>{SAFE}</p>" in html
        assert '<a class="ds-button" href="/l/" data-color="politi">Lever</a>' in html

    def test_their_turn_is_quiet(self):
        html = drawn(
            '{% turn "municipality" "Kommunens trekk" ours=False action="Se" url="/s/" %}{% endturn %}'
        )
        assert 'class="turn"' in html
        assert "data-color" not in html
        assert 'data-variant="secondary"' in html

    def test_a_turn_may_have_nothing_to_press(self):
        assert "ds-button" not in drawn('{% turn "police" "Dere har neste trekk" %}{% endturn %}')

    @pytest.mark.parametrize(
        ("given", "heading"),
        [
            ('"4.1.2"', "Fra veilederen, 4.1.2"),
            ('heading="Fra egen evaluering"', "Fra egen evaluering"),
            ("", "Fra veilederen"),
        ],
    )
    def test_advice_says_where_it_comes_from(self, given: str, heading: str):
        assert (
            read(drawn("{% guide " + given + " %}<p>To møter.</p>{% endguide %}")) == f"{heading} To møter."
        )

    def test_a_private_draft_says_who_sees_it(self):
        html = drawn(
            '{% private_draft name "police" saved="Lagret i går." %}{{ name }}{% endprivate_draft %}',
            name=HOSTILE,
        )
        assert f"Bare <b>{SAFE}</b> ser dette. Lagret i går." in html
        assert "<script>" not in html
        assert read(drawn('{% private_draft "P" "police" "Motforslag" %}x{% endprivate_draft %}')) == (
            "Motforslag Bare P ser dette. x"
        )

    def test_two_editors_see_both_texts_and_the_newest_first(self):
        html = drawn("{% stale theirs ours who %}", theirs="Deres", ours=HOSTILE, who="Marit")
        assert SAFE in html
        text = read(html)
        assert text.index("Lagret av Marit Deres") < text.index("Det du skrev")
        assert "Lagret av en kollega" in drawn('{% stale "a" "b" %}')

    def test_an_empty_place_has_one_thing_to_do(self):
        assert read(drawn('{% empty t "/x/" "Begynn" %}', t=HOSTILE)) == f"{SAFE} Begynn"
        assert "<a" not in drawn('{% empty "Ingenting venter på deg." %}')

    def test_two_texts_side_by_side(self):
        assert read(drawn('{% compare "Før" a "Nå" b %}', a="gammel", b=HOSTILE)) == f"Før gammel Nå {SAFE}"


class TestRedline:
    def test_it_reads_in_order_with_words_for_what_came_and_went(self):
        html = drawn(
            "{% redline pieces side %}",
            side="police",
            pieces=difference("Vi møtes to ganger.", "Vi møtes fire ganger."),
        )
        assert read(html) == (
            "Vi møtes Fjernet: to (slutt på det som er fjernet) Lagt til: fire (slutt på tillegget) ganger."
        )
        assert 'class="redline redline-politi"' in html
        assert html.index("<del>") < html.index("<ins>")

    def test_what_people_wrote_is_never_markup(self):
        pieces = [Segment("equal", HOSTILE), Segment("delete", HOSTILE), Segment("insert", HOSTILE)]
        html = drawn("{% redline pieces %}", pieces=pieces)
        assert html.count(SAFE) == 3
        assert "<script>" not in html

    def test_spaces_stand_outside_the_marking(self):
        html = drawn("{% redline pieces %}", pieces=[Segment("insert", " og mer\n"), Segment("delete", " ")])
        assert ' <ins><span class="sr-only" lang="nb">Lagt til: </span>og mer<span' in html
        assert "</ins>\n<del>" in html

    def test_plain_words_for_the_kinds_do_as_well(self):
        @dataclass
        class Said:
            kind: str
            text: str

        html = drawn(
            "{% redline pieces %}", pieces=[Said("same", "a"), Said("removed", "b"), Said("added", "c")]
        )
        assert (html.count("<del>"), html.count("<ins>")) == (1, 1)

    def test_a_rewritten_sentence_stands_by_itself(self):
        html = drawn(
            "{% redline pieces %}",
            pieces=[Segment("delete", "Gammel.", True), Segment("insert", "Ny.", True)],
        )
        assert html.count('class="whole"') == 2


class TestLists:
    def test_definitions_are_terms_and_values(self):
        html = drawn("{% definitions pairs %}", pairs=[("Gjelder", HOSTILE)])
        assert html.strip() == f'<dl class="facts"><div><dt>Gjelder</dt><dd>{SAFE}</dd></div></dl>'

    def test_a_clause_says_what_it_waits_for(self):
        row = {"number": "4.1", "heading": HOSTILE, "url": "/c/", "left": "full", "right": "hollow"}
        row |= {"note": "Venter på dere", "tone": "police", "current": True}
        html = drawn("{% clause_rows rows %}", rows=[row])
        assert read(html) == f"4.1 {SAFE} Venter på dere"
        assert 'aria-current="true"' in html
        assert "clause-note ink-politi" in html

    def test_a_quiet_clause_says_its_state_to_those_who_listen(self):
        row = {"number": "1", "heading": "Formål", "url": "/c/", "left": "full", "right": "full"}
        html = drawn("{% clause_rows rows %}", rows=[row | {"status": "enige"}])
        assert read(html) == "1 Formål, enige"
        assert "aria-current" not in html

    def test_an_agreements_life_is_said_in_words(self):
        assert read(drawn('{% life "approval" %}')) == (
            "Utkast, gjort Forhandling, gjort Godkjenning Underskrift, ikke begynt I kraft, ikke begynt"
        )
        assert drawn('{% life "approval" %}').count('aria-current="step"') == 1

    def test_in_force_is_the_end_of_the_way(self):
        assert drawn('{% life "in_force" %}').count("life-done") == 5

    def test_a_discarded_draft_has_reached_nothing(self):
        assert drawn('{% life "discarded" %}').count("life-todo") == 5

    def test_clocks_may_be_unset(self):
        rows = [(date(2026, 12, 31), "Evaluering"), (None, HOSTILE)]
        assert read(drawn("{% clocks rows %}", rows=rows)) == f"31. des. Evaluering Ikke satt {SAFE}"

    def test_pages_keep_the_rest_of_the_address(self):
        request = RequestFactory().get("/", {"q": "å", "side": "2"})
        html = Template("{% load samrad %}{% pagination page %}").render(
            Context({"request": request, "page": Paginator(range(30), 10).page(2)})
        )
        assert read(html) == "Forrige side Side 2 av 3 Neste side"
        assert 'href="?q=%C3%A5&amp;side=1"' in html
        assert 'href="?q=%C3%A5&amp;side=3"' in html

    def test_one_page_needs_no_pages(self):
        request = RequestFactory().get("/")
        page = Paginator([1], 10).page(1)
        assert drawn("{% pagination page %}", request=request, page=page).strip() == ""


class TestMap:
    TILE = {"tile_x": 2, "tile_y": 3, "name": HOSTILE, "url": "/k/", "label": "Avtale i kraft"}

    def test_each_tile_is_a_link_with_a_name(self):
        html = drawn("{% tile_map tiles 'Kart' %}", tiles=[self.TILE | {"tone": "yes"}])
        assert 'viewBox="0 0 58 77" role="group" aria-label="Kart"' in html
        assert f'<a href="/k/" tabindex="-1" aria-label="{SAFE}: Avtale i kraft">' in html
        assert 'transform="translate(39 58)"' in html
        assert "<script>" not in html

    def test_tiles_may_be_objects(self):
        thing = type("Thing", (), self.TILE | {"tone": "missing"})()
        assert "tile-cross" in drawn("{% tile_map tiles 'Kart' %}", tiles=[thing])

    def test_no_tiles_make_an_empty_map(self):
        assert 'viewBox="0 0 19 19"' in drawn("{% tile_map tiles 'Kart' %}", tiles=[])

    @pytest.mark.parametrize(
        ("tone", "sign"), [("work", "tile-slash"), ("other", "tile-dot"), ("missing", "tile-cross")]
    )
    def test_tones_differ_by_sign_too(self, tone: str, sign: str):
        assert sign in drawn("{% tile tone %}", tone=tone)

    def test_a_bar_shows_its_shares_from_the_left(self):
        html = drawn("{% shares 1 0 1 0 %}")
        assert re.findall(r'tile-(\w+) share-\w+" x="([\d.]+)" y="0.5" width="([\d.]+)"', html) == [
            ("yes", "0.00", "63.50"),
            ("other", "65.00", "63.50"),
        ]

    def test_nothing_to_share_is_an_empty_bar(self):
        assert "<rect" not in drawn("{% shares 0 0 0 0 %}")
