"""The minutes as a record: looked through as each kind of reader, sent, remarked on, approved, and kept."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.forums.queries import is_insider, sees_whole
from samrad.meetings.commands.record import approve_minutes, remark_on_minutes, send_minutes
from samrad.meetings.content import extract, without_basis
from samrad.meetings.documents import agenda_pdf, minutes_pdf
from samrad.meetings.models import Meeting, Minutes, MinutesFace
from samrad.meetings.permissions import may_approve_minutes, may_plan, may_remark, may_send_minutes
from samrad.meetings.queries.extracts import extract_for, matters_of_member, own_extract
from samrad.meetings.queries.faces import all_matters, own_faces, shared_faces
from samrad.meetings.queries.meetings import meeting_visible_to
from samrad.meetings.queries.minutes import faces_of, minutes_of
from samrad.meetings.queries.published import published_of
from samrad.web.doors import for_people
from samrad.web.forms import sent
from samrad.web.meetings.forms import ApproveForm, RemarkForm, SendForm
from samrad.web.meetings.planning import form_page, forum_page
from samrad.web.meetings.published import pdf_file
from samrad.web.meetings.readers import Readers
from samrad.web.requests import Request


@for_people
@form_page
def minutes(request: Request, meeting_id: UUID) -> HttpResponse:
    """Before they are sent, as each reader will see them; afterwards, as this reader sees them."""
    meeting = meeting_visible_to(request.actor, meeting_id)
    if meeting.state in {Meeting.State.MINUTES_OUT, Meeting.State.APPROVED} and "ny" not in request.GET:
        return _sent_minutes(request, meeting)
    return _preview(request, meeting)


def _preview(request: Request, meeting: Meeting) -> HttpResponse:
    may_send_minutes(request.actor, meeting).require()
    form = SendForm(sent(request), initial={"seen": meeting.version})
    if request.method == "POST" and form.is_valid():
        done = form.attempt(
            lambda: send_minutes(actor=request.actor, meeting_id=meeting.pk, seen=form.version)
        )
        if done:
            messages.success(request, _("Referatet er sendt. Begge parter godkjenner det, hver for seg."))
            return redirect("web:minutes", meeting.pk)
    faces = {face: content for face, _party, content in shared_faces(request.actor, meeting)}
    faces |= {face: content for face, _party, content in own_faces(request.actor, meeting)}
    readers = Readers(request.actor, meeting.forum, request.GET.get("leser", ""), "?ny=1&")
    content = faces[readers.face_among(faces)]
    if readers.member:
        content = extract(content, matters_of_member(meeting, readers.member))
    return forum_page(
        request,
        "meetings/preview.html",
        meeting.forum,
        form=form,
        meeting=meeting,
        content=content,
        readers=readers,
        without_basis=without_basis(all_matters(request.actor, meeting)),
    )


def _sent_minutes(request: Request, meeting: Meeting) -> HttpResponse:
    versions = minutes_of(request.actor, meeting)
    standing = versions[0]
    readers, face = _through_the_eyes_of(request, standing)
    return forum_page(
        request,
        "meetings/minutes.html",
        meeting.forum,
        form=RemarkForm(None),
        meeting=meeting,
        minutes=standing,
        versions=versions,
        face=face,
        content=face.content,
        inside=is_insider(request.actor, meeting.forum),
        readers=readers,
        published=published_of(standing.pk),
        approve_form=ApproveForm(initial={"seen_hash": standing.content_hash}),
        may_approve=may_approve_minutes(request.actor, standing),
        may_remark=may_remark(request.actor, standing),
        may_send=may_send_minutes(request.actor, meeting),
        may_look_back=may_plan(request.actor, meeting.forum),
    )


def _through_the_eyes_of(request: Request, standing: Minutes) -> tuple[Readers | None, MinutesFace]:
    """The face that the address asks for; an external member has one only, and a limited one an extract of it."""
    forum = standing.meeting.forum
    if not sees_whole(request.actor, forum):
        return None, own_extract(request.actor, standing)
    faces = {row.face: row for row in faces_of(request.actor, standing)}
    if not is_insider(request.actor, forum):
        return None, faces["forum"]
    readers = Readers(request.actor, forum, request.GET.get("leser", ""), "?")
    if readers.member:
        return readers, extract_for(request.actor, standing, readers.member)
    return readers, faces[readers.face_among(faces)]


@for_people
@form_page
def remark(request: Request, meeting_id: UUID) -> HttpResponse:
    """Have something recorded beside the minutes."""
    meeting = meeting_visible_to(request.actor, meeting_id)
    standing = minutes_of(request.actor, meeting)
    if not standing:
        raise Meeting.DoesNotExist
    may_remark(request.actor, standing[0]).require()
    form = RemarkForm(sent(request))
    if request.method == "POST" and form.is_valid():
        done = form.attempt(
            lambda: remark_on_minutes(
                actor=request.actor, minutes_id=standing[0].pk, confirmed=form.is_confirmed, **form.said
            )
        )
        if done:
            messages.success(request, _("Merknaden er ført ved siden av referatet."))
            return redirect("web:minutes", meeting_id)
    return forum_page(request, "meetings/remark.html", meeting.forum, form=form, meeting=meeting)


@for_people
@form_page
def approve(request: Request, meeting_id: UUID) -> HttpResponse:
    """The party's yes to the version it has read."""
    meeting = meeting_visible_to(request.actor, meeting_id)
    form = ApproveForm(sent(request))
    standing = minutes_of(request.actor, meeting)
    if not standing or request.method != "POST":
        return redirect("web:minutes", meeting_id)
    if form.is_valid():
        seen = form.cleaned_data["seen_hash"]
        form.attempt(
            lambda: approve_minutes(
                actor=request.actor, minutes_id=standing[0].pk, seen_hash=seen, make_pdf=minutes_pdf
            )
        )
    if form.errors:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    else:
        messages.success(request, _("Dere har godkjent referatet."))
    return redirect("web:minutes", meeting_id)


@for_people
@require_safe
def minutes_file(request: Request, meeting_id: UUID) -> HttpResponse:
    """The minutes as a PDF, as the chosen reader sees them: the kept file once they are approved."""
    meeting = meeting_visible_to(request.actor, meeting_id)
    standing = minutes_of(request.actor, meeting)
    if not standing:
        raise Meeting.DoesNotExist
    _readers, face = _through_the_eyes_of(request, standing[0])
    pdf = bytes(face.pdf) if face.pdf else minutes_pdf(face)
    return pdf_file(pdf, _("referat-%(day)s.pdf") % {"day": f"{meeting.starts_at:%Y-%m-%d}"})


@for_people
@require_safe
def agenda_file(request: Request, meeting_id: UUID) -> HttpResponse:
    """The agenda as a PDF, as this reader may see it."""
    meeting = meeting_visible_to(request.actor, meeting_id)
    pdf = agenda_pdf(request.actor, meeting)
    return pdf_file(pdf, _("saksliste-%(day)s.pdf") % {"day": f"{meeting.starts_at:%Y-%m-%d}"})
