from django.urls import path

from samrad.web.start import views

urlpatterns = [path("", views.start, name="start")]
