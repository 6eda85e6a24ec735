from django.urls import path

from samrad.web.posts import views

urlpatterns = [
    path("stillinger/", views.posts, name="posts"),
    path("stillinger/skifte/", views.renew, name="renew_posts"),
    path("stilling/<uuid:post_id>/overlevering/", views.handover, name="handover"),
]
