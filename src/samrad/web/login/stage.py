"""The step between password and page, for those who have a second factor."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpResponse
from django.shortcuts import redirect


class CodeStage(AuthenticateStage):
    """Asks for the code on a page of ours."""

    urlname = "web:code"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if not self._should_handle(self.request):
            return None, True
        self.state["authentication_required"] = True
        return redirect(self.urlname), True
