"""The web's own place among the rooms, named so that no other app takes its label."""

from importlib import import_module

from django.apps import AppConfig

# Each writes itself down when it is read: its questions, its station of the thread, its signal, or where its notices lead.
ENTERED = (
    "agreements.clocks",
    "agreements.dates",
    "agreements.revision",
    "agreements.thread",
    "agreements.waiting",
    "contacts.waiting",
    "cooperations.waiting",
    "evaluations.dates",
    "evaluations.thread",
    "evaluations.waiting",
    "forums.thread",
    "forums.waiting",
    "knowledge.thread",
    "knowledge.waiting",
    "login.freshness",
    "meetings.dates",
    "meetings.thread",
    "notices.at_login",
    "notices.places",
    "plans.dates",
    "plans.thread",
    "plans.waiting",
    "posts.dates",
    "posts.waiting",
    "tasks.waiting",
)


class Web(AppConfig):
    name = "samrad.web"
    label = "web"

    def ready(self) -> None:
        """What waits for a person is gathered from the rooms, each by its own question."""
        for module in ENTERED:
            import_module(f"{self.name}.{module}")
