"""Sessions that a stolen database cannot open, and that their person can see and end."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.dateparse import parse_datetime

from samrad.project.models import OpenSession


@dataclass(frozen=True)
class Login:
    """Where a person is logged in, as that person may see it."""

    browser: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


def hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:40]


class SessionStore(DatabaseSession):
    """The cookie holds the key; the table holds its hash.

    Units    a key has 52 characters of 36, some 268 bits; 160 bits of its hash are kept.
    """

    @classmethod
    def get_model_class(cls) -> type[OpenSession]:
        return OpenSession

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
        return OpenSession(
            session_key=hashed(self._get_or_create_session_key()),  # type: ignore[attr-defined] # Django has it
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            user_id=data.get(SESSION_KEY),
            browser=data.get("browser", ""),
            began_at=parse_datetime(data.get("began_at", "")),
            seen_at=parse_datetime(data.get("seen_at", "")),
        )

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            super().delete(hashed(key))

    def logins(self) -> list[Login]:
        """Everywhere this session's person is logged in, the latest used first."""
        mine = hashed(self.session_key or "")
        return [
            Login(row.browser, row.began_at, row.seen_at, row.session_key == mine)
            for row in self._living().order_by("-seen_at")
            if row.began_at and row.seen_at
        ]

    def end_others(self) -> None:
        """Log this session's person out everywhere else."""
        self._living().exclude(session_key=hashed(self.session_key or "")).delete()

    def _living(self) -> QuerySet[OpenSession]:
        person: Any = self.get(SESSION_KEY)
        left_alone = timezone.now() - timedelta(seconds=settings.SESSION_IDLE_SECONDS)
        return OpenSession.objects.filter(user_id=person, seen_at__gt=left_alone)
