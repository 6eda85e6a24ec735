"""What is typed and not saved stays in the browser, written with a key that is the person's own.

The key comes with each page that needs it and is never stored beside the words: on a machine that others use too, what was
left behind is read again by the same person only, after a login.
"""

import base64

from django.utils.crypto import salted_hmac

from samrad.parties.actor import Actor


def kept_key(actor: Actor) -> str:
    """256 bits as letters, the same each time for one person."""
    digest = salted_hmac("samrad.web.meetings.kept", str(actor.person), algorithm="sha256").digest()
    return base64.b64encode(digest).decode()
