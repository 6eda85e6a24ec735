"""A visitor without a browser: one open connection, and the cookies of a person who has logged in."""

from http.client import HTTPConnection

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
