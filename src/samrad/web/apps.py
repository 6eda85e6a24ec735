"""The web's own place among the rooms, named so that no other app takes its label."""

from django.apps import AppConfig


class Web(AppConfig):
    name = "samrad.web"
    label = "web"

    def ready(self) -> None:
        """What waits for a person is gathered from the rooms, each by its own question."""
        from samrad.web.agreements import clocks as _clocks  # noqa: F401 # registers its question
        from samrad.web.agreements import dates as _dates  # noqa: F401 # registers its question
        from samrad.web.agreements import revision as _revision  # noqa: F401 # registers its question
        from samrad.web.agreements import thread as _agreements_stop  # noqa: F401 # registers its station
        from samrad.web.agreements import waiting as _agreements  # noqa: F401 # registers its question
        from samrad.web.contacts import waiting as _contacts  # noqa: F401 # registers its question
        from samrad.web.cooperations import waiting as _cooperations  # noqa: F401 # registers its question
        from samrad.web.evaluations import dates as _evaluations_dates  # noqa: F401 # registers its question
        from samrad.web.evaluations import thread as _evaluations_stop  # noqa: F401 # registers its station
        from samrad.web.evaluations import waiting as _evaluations  # noqa: F401 # registers its questions
        from samrad.web.forums import thread as _forums_stop  # noqa: F401 # registers its station
        from samrad.web.forums import waiting as _forums  # noqa: F401 # registers its question
        from samrad.web.knowledge import thread as _knowledge_stop  # noqa: F401 # registers its station
        from samrad.web.knowledge import waiting as _knowledge  # noqa: F401 # registers its question
        from samrad.web.login import freshness  # noqa: F401 # connects to the login signal
        from samrad.web.meetings import dates as _meetings_dates  # noqa: F401 # registers its question
        from samrad.web.meetings import thread as _meetings_stop  # noqa: F401 # registers its station
        from samrad.web.notices import at_login, places  # noqa: F401 # the signal, and where notices lead
        from samrad.web.plans import dates as _plans_dates  # noqa: F401 # registers its question
        from samrad.web.plans import thread as _plans_stop  # noqa: F401 # registers its station
        from samrad.web.plans import waiting as _plans  # noqa: F401 # registers its questions
        from samrad.web.posts import dates as _posts_dates  # noqa: F401 # registers its question
        from samrad.web.posts import waiting as _posts  # noqa: F401 # registers its question
        from samrad.web.tasks import waiting as _tasks  # noqa: F401 # registers its questions
