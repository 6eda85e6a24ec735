from django.urls import path

from samrad.web.forums import (
    candidates,
    frames,
    limits,
    local,
    members,
    partners,
    prevention,
    sharing,
    views,
    wheel,
)

FORUM = "forum/<uuid:forum_id>/"
MEMBER = "medlem/<uuid:membership_id>/"
YOUNG = "samarbeid/<slug:slug>/barn-og-unge/"
POINT = "arshjul/<uuid:point_id>/"
ASSESSMENT = "vurdering/<uuid:assessment_id>/"

urlpatterns = [
    path("samarbeid/<slug:slug>/forum/", views.forums, name="forums"),
    path("samarbeid/<slug:slug>/forum/nytt/", views.set_up, name="set_up_forum"),
    path("samarbeid/<slug:slug>/ga-ut/", local.leave, name="leave_region"),
    path(YOUNG, prevention.overview, name="prevention"),
    path(YOUNG + "velg/", prevention.choose, name="choose_model"),
    path(YOUNG + "nivaer/", prevention.levels, name="set_up_levels"),
    path(YOUNG + "koordinator/", prevention.coordinator, name="coordinator"),
    path(YOUNG + "partner/", partners.add, name="add_partner"),
    path(YOUNG + "partner/<uuid:partner_id>/ut/", partners.let_go, name="let_partner_go"),
    path(YOUNG + "malgruppe/", prevention.add_target, name="add_target"),
    path(YOUNG + "malgruppe/<uuid:target_id>/ta-ut/", prevention.remove_target, name="remove_target"),
    path("samarbeid/<slug:slug>/deling/", sharing.cards, name="cards"),
    path("samarbeid/<slug:slug>/deling/kort/", sharing.card, name="write_card"),
    path(FORUM + "deling/", sharing.briefing, name="briefing"),
    path(FORUM, views.home, name="forum"),
    path(FORUM + "endre/", views.change, name="change_forum"),
    path(FORUM + "avslutt/", views.end, name="end_forum"),
    path(FORUM + "medlemmer/", members.members, name="members"),
    path(FORUM + "medlemmer/nytt/", members.add, name="add_member"),
    path(FORUM + "vurdering/", members.assess, name="assess"),
    path(FORUM + "annerledes/", local.otherwise, name="choose_otherwise"),
    path("lokalt-valg/<uuid:choice_id>/ta-tilbake/", local.take_back, name="take_back_choice"),
    path(FORUM + "arshjul/nytt-punkt/", wheel.add, name="add_wheel_point"),
    path(FORUM + "arshjul/nytt-ar/", wheel.begin, name="begin_year"),
    path("samarbeid/<slug:slug>/grunnlag/", frames.bases, name="bases"),
    path("samarbeid/<slug:slug>/grunnlag/endre/", frames.say_basis, name="say_basis"),
    path("samarbeid/<slug:slug>/etter-valget/", frames.after_election, name="after_election"),
    path(FORUM + "andre/", candidates.candidates, name="candidates"),
    path(FORUM + "andre/vurder/", candidates.weigh, name="weigh_candidate"),
    path(FORUM + "andre/med/", candidates.involve, name="involve_candidate"),
    path(FORUM + "plass/", frames.place, name="place_in_region"),
    path(FORUM + "grunner/", frames.reasons, name="reasons"),
    path(MEMBER + "innforing/", frames.introduced, name="note_introduction"),
    path(MEMBER + "avgrensning/", limits.limit, name="limit_member"),
    path(MEMBER, members.member, name="member"),
    path(MEMBER + "ut/", members.leave, name="leave_forum"),
    path(ASSESSMENT + "ja/", members.agree, name="agree_to_assessment"),
    path(ASSESSMENT + "ta-inn/", members.take_in, name="take_in"),
    path(POINT, wheel.point, name="wheel_point"),
    path(POINT + "gjort/", wheel.mark, name="mark_wheel_point"),
    path(POINT + "ta-ut/", wheel.remove, name="remove_wheel_point"),
]
