from django.urls import path

from samrad.web.meetings import (
    by_link,
    calling,
    items,
    lifting,
    minutes,
    planning,
    published,
    session,
    writing,
)

FORUM = "forum/<uuid:forum_id>/"
MEETING = "mote/<uuid:meeting_id>/"
ITEM = "sak/<uuid:item_id>/"

urlpatterns = [
    path("samarbeid/<slug:slug>/moter/", planning.all_meetings, name="all_meetings"),
    path(FORUM + "moter/", planning.meetings, name="meetings"),
    path(FORUM + "moter/nytt/", planning.plan, name="plan_meeting"),
    path(FORUM + "saker/ny/", planning.propose, name="propose_item"),
    path(MEETING, session.meeting, name="meeting"),
    path(MEETING + "endre/", planning.move, name="move_meeting"),
    path(MEETING + "avlys/", planning.cancel, name="cancel_meeting"),
    path(MEETING + "innkalling/", calling.call, name="call_meeting"),
    path(MEETING + "saksliste/", minutes.agenda_file, name="agenda_file"),
    path(MEETING + "sett-opp/<uuid:item_id>/", planning.place, name="place_item"),
    path(MEETING + "start/", session.begin, name="open_meeting"),
    path(MEETING + "slutt/", session.end, name="close_meeting"),
    path(MEETING + "bilde/", session.picture, name="picture"),
    path(MEETING + "storskjerm/", session.screen, name="screen"),
    path(MEETING + "storskjerm/bilde/", session.screen_picture, name="screen_picture"),
    path(MEETING + "oppmote/", writing.attendance, name="attendance"),
    path(MEETING + "referat/", minutes.minutes, name="minutes"),
    path(MEETING + "referat/merknad/", minutes.remark, name="remark"),
    path(MEETING + "referat/godkjenn/", minutes.approve, name="approve_minutes"),
    path(MEETING + "referat/pdf/", minutes.minutes_file, name="minutes_file"),
    path("innkalling/<uuid:recipient_id>/", calling.answer, name="answer_call"),
    path("innkalling/<uuid:recipient_id>/sagt-fra/", calling.told, name="note_told"),
    path("svar/<link>/", by_link.answer, name="answer_by_link"),
    path(ITEM, items.item, name="item"),
    path(ITEM + "endre/", items.change, name="change_item"),
    path(ITEM + "trekk/", items.withdraw, name="withdraw_item"),
    path(ITEM + "loft/", lifting.lift, name="lift_item"),
    path("loft/<uuid:lift_id>/", lifting.answer, name="answer_lift"),
    path(ITEM + "flytt/", planning.order, name="order_item"),
    path(ITEM + "neste/", session.go_on, name="go_to_item"),
    path(ITEM + "referat/", writing.note, name="write_note"),
    path(ITEM + "utfall/", writing.decision, name="decide"),
    path(ITEM + "oppgave/", writing.task, name="make_task"),
    path(ITEM + "fratre/", writing.aside, name="stand_aside"),
    path(ITEM + "referat/<slug:face>/", writing.narrower_note, name="write_narrower_note"),
    path("kommune/<slug:slug>/referater/", published.published_list, name="published_list"),
    path("referat/<uuid:published_id>/", published.published, name="published"),
    path("referat/<uuid:published_id>/pdf/", published.published_file, name="published_file"),
    path("vedlegg/<uuid:paper_id>/", items.paper, name="paper"),
]
