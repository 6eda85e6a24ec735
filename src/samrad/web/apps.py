"""The web's own place among the rooms, named so that no other app takes its label."""

from django.apps import AppConfig


class Web(AppConfig):
    name = "samrad.web"
    label = "web"

    def ready(self) -> None:
        """What waits for a person is gathered from the rooms, each by its own question."""
        from samrad.web.agreements import clocks as _clocks  # noqa: F401 # registers its question
        from samrad.web.agreements import revision as _revision  # noqa: F401 # registers its question
        from samrad.web.agreements import waiting as _agreements  # noqa: F401 # registers its question
        from samrad.web.cooperations import waiting as _cooperations  # noqa: F401 # registers its question
        from samrad.web.login import freshness  # noqa: F401 # connects to the login signal
