from django.urls import path

from samrad.web.knowledge import contributions, processes, requests, views

urlpatterns = [
    path("samarbeid/<slug:slug>/kunnskap/", views.home, name="knowledge"),
    path("kommune/<slug:slug>/tall/", views.figures, name="figures"),
    path("kommune/<slug:slug>/tall.csv", views.download, name="figures_file"),
    path("forum/<uuid:forum_id>/bestill-kunnskap/", requests.order, name="order_knowledge"),
    path("bestilling/<uuid:knowledge_id>/", requests.show, name="knowledge_request"),
    path("bestilling/<uuid:knowledge_id>/endre/", requests.change, name="change_request"),
    path("bestilling/<uuid:knowledge_id>/trekk/", requests.withdraw, name="withdraw_request"),
    path("bestilling/<uuid:knowledge_id>/bidra/", contributions.write, name="contribute"),
    path("bidrag/<uuid:contribution_id>/", contributions.show, name="contribution"),
    path("bidrag/<uuid:contribution_id>/endre/", contributions.change, name="change_contribution"),
    path("bidrag/<uuid:contribution_id>/lever/", contributions.hand_over, name="hand_over_contribution"),
    path("bidrag/<uuid:contribution_id>/slett/", contributions.discard, name="discard_contribution"),
    path("bidrag/<uuid:contribution_id>/trekk/", contributions.withdraw, name="withdraw_contribution"),
    path("bidragsfil/<uuid:document_id>/", contributions.document, name="document"),
    path("bidragsfil/<uuid:document_id>/kontroller/", contributions.check, name="check_document"),
    path("bidragsfil/<uuid:document_id>/ta-bort/", contributions.remove, name="remove_document"),
    path("samarbeid/<slug:slug>/prosesser/ny/", processes.register, name="register_process"),
    path("prosess/<uuid:process_id>/", processes.change, name="process"),
]
