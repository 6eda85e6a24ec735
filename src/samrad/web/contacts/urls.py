from django.urls import path

from samrad.web.contacts import (
    bylaws,
    contact,
    directorate,
    directory,
    district,
    division,
    enquiries,
    expectations,
)

urlpatterns = [
    path("distrikt/<slug:district>/politikontakter/", district.contacts, name="contacts"),
    path("distrikt/<slug:district>/politikontakter/vilkar/", district.terms, name="contact_terms"),
    path("distrikt/<slug:district>/politikontakter/oppgaver/", division.tasks, name="division"),
    path(
        "distrikt/<slug:district>/politikontakter/oppgaver/<int:number>/", division.task, name="division_task"
    ),
    path("distrikt/<slug:district>/funksjoner/", directory.of_district, name="district_functions"),
    path(
        "distrikt/<slug:district>/funksjoner/<slug:function>/",
        directory.change_district,
        name="district_function",
    ),
    path("kommune/<slug:slug>/hvem/", directory.whom, name="whom"),
    path("kommune/<slug:slug>/funksjoner/", directory.of_town, name="town_functions"),
    path("kommune/<slug:slug>/funksjoner/<slug:function>/", directory.change_town, name="town_function"),
    path("kommune/<slug:slug>/politivedtekter/", bylaws.of_town, name="bylaws"),
    path("kommune/<slug:slug>/politivedtekter/ny/", bylaws.adopt, name="bylaws_adopt"),
    path("kommune/<slug:slug>/politivedtekter/gjennomgang/", bylaws.review, name="bylaws_review"),
    path("samarbeid/<slug:slug>/politikontakt/", expectations.all_of_them, name="expectations"),
    path("samarbeid/<slug:slug>/rad/", enquiries.all_of_them, name="enquiries"),
    path("rad/<uuid:enquiry_id>/", enquiries.one, name="enquiry"),
    path("politiets-oppdrag/", enquiries.mission, name="mission"),
    path("metoder/", enquiries.library, name="methods"),
    path("forventning/<uuid:expectation_id>/svar/", expectations.answer, name="expectation_answer"),
    path("politikontakt/<uuid:contact_id>/", contact.one, name="contact"),
    path("politikontakt/<uuid:contact_id>/kommuner/", contact.towns, name="contact_towns"),
    path("politikontakt/<uuid:contact_id>/kommuner/slutt/", contact.end, name="contact_end"),
    path("politikontakt/<uuid:contact_id>/godkjenning/", contact.ask, name="contact_ask"),
    path("politikontakt/<uuid:contact_id>/andel/", contact.share, name="contact_share"),
    path("politikontakt/<uuid:contact_id>/fullmakt/", contact.authority, name="contact_authority"),
    path("politikontakt/<uuid:contact_id>/oppstart/", contact.start, name="contact_start"),
    path("politikontakt/<uuid:contact_id>/til-stede/", contact.presence, name="contact_presence"),
    path("politikontakt/<uuid:contact_id>/mote/", contact.introduce, name="contact_introduce"),
    path("godkjenninger/", directorate.approvals, name="contact_approvals"),
    path("godkjenninger/<uuid:approval_id>/", directorate.decide, name="contact_approval"),
]
