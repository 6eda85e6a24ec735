from django.urls import path

from samrad.web.sharing import views

urlpatterns = [
    path("samarbeid/<slug:slug>/deling/delt/", views.everything, name="sharing"),
    path("samarbeid/<slug:slug>/deling/delt/ny/", views.new, name="share"),
    path("samarbeid/<slug:slug>/deling/hinder/", views.obstacle, name="obstacle"),
    path("delt/<uuid:shared_id>/", views.one, name="shared"),
]
