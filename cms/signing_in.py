"""Signing in and asking for a new password: as Wagtail's, with a limited number of tries.

Nobody is locked out by what others try: tries with one account count for the network address from
which they come, so whoever guesses at a name from elsewhere does not keep its owner out. A password
has twelve characters at least and is none of the common ones; at this pace nobody finds it.
"""

import logging

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import ngettext
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from partners.limits import Limit, count, network_of, seconds_to_wait

logger = logging.getLogger("rescom.access")

# Within a quarter of an hour. A library's people sign in through one address.
MOST_WITH_ACCOUNT = 8
MOST_FROM_ADDRESS = 60
# E-mails with a link to a new password, whoever asks for them.
MOST_MAILS_TO_ADDRESS = 3
MOST_MAILS_FROM_ADDRESS = 20


class SignInForm(LoginForm):
    """Name and password. After too many wrong ones, a password is not even compared."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Wagtail 8.0.1 leaves it to the name of the field, which is English in every language.
        self.fields["password"].label = AuthenticationForm.base_fields["password"].label

    def clean(self):
        """Raises ValidationError, also where the limit is reached."""
        username = self.cleaned_data.get("username")
        if not username or not self.cleaned_data.get("password"):
            return super().clean()
        network = network_of(self.request)
        tries = [
            Limit("sign_in.account", f"{network} {username.casefold()}", MOST_WITH_ACCOUNT),
            Limit("sign_in.address", network, MOST_FROM_ADDRESS),
        ]
        wait = seconds_to_wait(tries)
        if wait:
            logger.warning("Signing in was tried too often; waiting %s s.", wait)
            minutes = -(-wait // 60)
            raise ValidationError(
                ngettext(
                    "There were too many wrong passwords. Wait %(minutes)s minute and try again.",
                    "There were too many wrong passwords. Wait %(minutes)s minutes and try again.",
                    minutes,
                )
                % {"minutes": minutes},
                code="too_many",
            )
        try:
            return super().clean()
        except ValidationError:
            count(tries)
            raise


class PasswordResetForm(WagtailPasswordResetForm):
    """The answer is the same whether the address is known, unknown or was written to enough."""

    def save(self, *args, request=None, **kwargs):
        """Send the link, unless so many went out already."""
        tries = [
            Limit("password.mail", self.cleaned_data["email"].casefold(), MOST_MAILS_TO_ADDRESS),
            Limit("password.address", network_of(request), MOST_MAILS_FROM_ADDRESS),
        ]
        if seconds_to_wait(tries):
            logger.warning("A new password was asked for too often.")
            return
        count(tries)
        super().save(*args, request=request, **kwargs)
