"""The installation's own tables: who is logged in, and where."""

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class OpenSession(AbstractBaseSession):
    """One login in one browser. `session_key` is the hash of the key that only the browser has."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    browser = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from samrad.project.sessions import SessionStore  # the store needs the model first

        return SessionStore


class SentForm(models.Model):
    """A form that was sent and done, by a fingerprint that tells nothing of its words. Kept for a day."""

    mark = models.CharField(max_length=64, primary_key=True)
    led_to = models.CharField(max_length=500)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.mark
