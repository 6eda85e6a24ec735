"""A PDF as an answer: shown in the browser, or kept as a file."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from samrad.web.requests import Request


def pdf_answer(request: Request, pdf: bytes, filename: str) -> HttpResponse:
    """With `?last-ned` the browser keeps the file; else it shows it where it can."""
    filename = filename.replace("–", "-")
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header("last-ned" in request.GET, filename)},
    )
