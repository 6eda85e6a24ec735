"""A visitor without a browser: one open connection, and the cookies of a person who has logged in."""

from http.client import HTTPConnection
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from bench.server import Server
from samrad.project.demo_world import PASSWORD


class Visitor:
    """One person, logged in through the login page itself; nobody in particular when there is no name."""

    def __init__(self, server: Server, username: str = "") -> None:
        self._connection = HTTPConnection("127.0.0.1", server.port)
        client = Client()
        if username:
            answer = client.post("/logg-inn/", {"username": username, "password": PASSWORD})
            assert answer.status_code == 302, answer.content
        client.get("/hjelp/")  # the page gives the cookie that every later request has
        token = client.cookies.get(settings.CSRF_COOKIE_NAME)
        self._token = token.value if token else ""
        self._cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())

    def asking(self, address: str) -> bytes:
        """The request itself, for a connection that somebody else opens."""
        lines = [
            f"GET {address} HTTP/1.1",
            "Host: 127.0.0.1",
            f"Cookie: {self._cookies}",
            "Accept-Language: nb",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def get(self, address: str) -> bytes:
        """The page. It must be there: a refusal is quick, and no figure of ours."""
        self._connection.request("GET", address, headers={"Cookie": self._cookies, "Accept-Language": "nb"})
        answer = self._connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (address, answer.status)
        return body

    def post(self, address: str, **words: object) -> None:
        """A form that is sent. The deed must be done, and lead on."""
        body = urlencode({"csrfmiddlewaretoken": self._token} | words)
        headers = {
            "Cookie": self._cookies,
            "Accept-Language": "nb",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self._connection.request("POST", address, body, headers)
        answer = self._connection.getresponse()
        answer.read()
        assert answer.status == 302, (address, answer.status)
