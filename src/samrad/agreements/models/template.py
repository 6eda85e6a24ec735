"""Templates: open starting points, no cooperation's content."""

from django.db import models

from samrad.kernel.ids import new_id


class Template(models.Model):
    """A text to start from. `clauses` is a list of role, kind, level, heading, text and guidance."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    clauses = models.JSONField()
    guidance = models.TextField(blank=True)
    source = models.CharField(max_length=200)
    imported_on = models.DateField()

    class Meta:
        ordering = ["kind", "language", "title"]

    def __str__(self) -> str:
        return self.title
