"""Whether Samråd can serve."""

import pytest
from django.db import DataError, connection, transaction
from django.test import Client, RequestFactory

from samrad.web.help.views import health

pytestmark = pytest.mark.django_db


def test_health_is_plain_and_open() -> None:
    answer = Client().get("/helse/")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_health_says_what_is_wrong_when_the_tables_cannot_be_read(rf: RequestFactory) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        with pytest.raises(DataError):
            cursor.execute("select 1 / 0")
        answer = health(rf.get("/helse/"))  # the transaction is broken: nothing can be read in it
        transaction.set_rollback(True)
    assert answer.status_code == 503
    assert "Kjør samrad migrate." in answer.content.decode()
