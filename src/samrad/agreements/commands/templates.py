"""Load templates: our own, and those an operator brings."""

from dataclasses import asdict

from samrad.agreements.events import TemplateImported
from samrad.agreements.models import Template
from samrad.agreements.permissions import may_import_template
from samrad.agreements.reading import TemplateText, own_templates, read_template
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

OWN = "Samråd"


@command
def install_own_templates(*, actor: Actor) -> int:
    """Put the templates that come with Samråd in place, or bring them up to date. Gives back how many.

    Who      whoever runs the installation (`may_import_template`).
    Records  TemplateImported for each.
    Source   A-om-h.
    """
    may_import_template(actor).require()
    templates = own_templates()
    for text in templates:
        kept = _keep(text, OWN)
        record(TemplateImported(kept.pk, kept.key, len(text.clauses)), by=actor)
    return len(templates)


@command
def import_template(*, actor: Actor, data: bytes, filename: str) -> Template:
    """Load a template from a plain text or DOCX file.

    Who      whoever runs the installation (`may_import_template`).
    Refuses  what `read_template` refuses.
    Records  TemplateImported.
    Source   A-om-f, A-om-g.
    """
    may_import_template(actor).require()
    text = read_template(data, filename)
    template = _keep(text, filename[:200])
    record(TemplateImported(template.pk, template.key, len(text.clauses)), by=actor)
    return template


def _keep(text: TemplateText, source: str) -> Template:
    """One row for each template; a newer text takes the place of the older, and drafts keep what they began with."""
    template, _made = Template.objects.update_or_create(
        key=text.key,
        defaults={
            "kind": text.kind,
            "title": text.title,
            "language": text.language,
            "clauses": [asdict(clause) for clause in text.clauses],
            "guidance": text.guidance,
            "source": source,
            "imported_on": today(),
        },
    )
    return template
