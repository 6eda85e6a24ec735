"""Who may see a thing, and the columns that say so."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Face(models.TextChoices):
    """`own` is one party alone, `parties` all parties, `forum` also its external members, `public` everybody."""

    OWN = "own", _("Bare oss")
    PARTIES = "parties", _("Partene")
    FORUM = "forum", _("Hele forumet")
    PUBLIC = "public", _("Offentlig")
