from django.urls import path

from samrad.web.contacts import contact, directorate, district

urlpatterns = [
    path("distrikt/<slug:district>/politikontakter/", district.contacts, name="contacts"),
    path("distrikt/<slug:district>/politikontakter/vilkar/", district.terms, name="contact_terms"),
    path("politikontakt/<uuid:contact_id>/", contact.one, name="contact"),
    path("politikontakt/<uuid:contact_id>/kommuner/", contact.towns, name="contact_towns"),
    path("politikontakt/<uuid:contact_id>/kommuner/slutt/", contact.end, name="contact_end"),
    path("politikontakt/<uuid:contact_id>/godkjenning/", contact.ask, name="contact_ask"),
    path("politikontakt/<uuid:contact_id>/andel/", contact.share, name="contact_share"),
    path("politikontakt/<uuid:contact_id>/fullmakt/", contact.authority, name="contact_authority"),
    path("politikontakt/<uuid:contact_id>/oppstart/", contact.start, name="contact_start"),
    path("politikontakt/<uuid:contact_id>/mote/", contact.introduce, name="contact_introduce"),
    path("godkjenninger/", directorate.approvals, name="contact_approvals"),
    path("godkjenninger/<uuid:approval_id>/", directorate.decide, name="contact_approval"),
]
