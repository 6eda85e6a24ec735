"""Sessions that a stolen database cannot open: only the hash of a session's key is kept."""

import hashlib
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils import timezone
from django.utils.crypto import get_random_string


def hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:40]


class SessionStore(DatabaseSession):
    """The cookie holds the key; the table holds its hash.

    Units    a key has 52 characters of 36, some 268 bits; 160 bits of its hash are kept.
    """

    def _get_new_session_key(self) -> str:
        return get_random_string(52, "abcdefghijklmnopqrstuvwxyz0123456789")

    def _get_session_from_db(self) -> Any:
        key = self.session_key
        if key is None:
            return None
        found = self.model.objects.filter(session_key=hashed(key), expire_date__gt=timezone.now()).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return super().exists(hashed(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        instance = super().create_model_instance(data)
        instance.session_key = hashed(instance.session_key)
        return instance

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            super().delete(hashed(key))
