"""The demo's passwords. All are one, and it is printed on the demo's own login page."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class QuickHasher(PBKDF2PasswordHasher):
    """Hashes what guards nothing, ten times at the first start. Known to a demo only: elsewhere it opens no login."""

    algorithm = "pbkdf2_demo"
    iterations = 1_000
