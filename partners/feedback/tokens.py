"""The mark of a form: signed, dated, and good for one message on one site.

Readers' hosts have no cookie, so nothing ties a form to a browser. What is signed is that this
house made the form, when, for which site and which page in which version.
"""

import uuid
from dataclasses import dataclass

from django.core import signing

SALT = "partners.feedback"
# A day's work may lie between opening the form and sending it; an older one is shown anew, with
# everything typed.
LONGEST_AGE = 12 * 60 * 60  # seconds


class Expired(Exception):
    """The form is genuine and too old."""


class Forged(Exception):
    """This house did not make the form, or not for this site."""


@dataclass(frozen=True)
class Form:
    """What a form was made for. page_id, revision_id: None where there was no page."""

    id: uuid.UUID
    partner_key: str
    address: str
    page_id: int | None
    revision_id: int | None


def new(partner_key: str, address: str, page_id: int | None, revision_id: int | None) -> str:
    """The token of a new form."""
    content = [uuid.uuid4().hex, partner_key, address, page_id, revision_id]
    return signing.dumps(content, salt=SALT, compress=True)


def read(token: str, partner_key: str) -> Form:
    """What a token says. Raises ``Expired`` or ``Forged``."""
    try:
        content = signing.loads(token, salt=SALT, max_age=LONGEST_AGE)
    except signing.SignatureExpired as error:
        raise Expired from error
    except signing.BadSignature as error:
        raise Forged from error
    form_id, made_for, address, page_id, revision_id = content
    if made_for != partner_key:
        raise Forged
    return Form(uuid.UUID(form_id), made_for, address, page_id, revision_id)
