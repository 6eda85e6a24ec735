"""Who may see what is made in a forum."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Face(models.TextChoices):
    """Who may see a thing: one party alone, all parties, also the forum's external members, or everybody."""

    OWN = "own", _("Bare oss")
    PARTIES = "parties", _("Partene")
    FORUM = "forum", _("Hele forumet")
    PUBLIC = "public", _("Offentlig")
