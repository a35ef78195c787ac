"""Fields that an editor chooses from a list of names; the code is what is kept."""

from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from stories.countries import country_choices


class CountrySelect(forms.Select):
    """Countries by their names in the editor's language."""

    def __init__(self, attrs=None):
        super().__init__(attrs, choices=lambda: [("", "—"), *country_choices()])


class TimeZoneSelect(forms.Select):
    """Time zones: those of the network first, then every other."""

    def __init__(self, attrs=None):
        super().__init__(attrs, choices=_time_zones)


def _time_zones() -> list:
    network = settings.WAGTAIL_USER_TIME_ZONES
    others = sorted(available_timezones() - set(network))
    return [
        (_("In the network"), [(name, name) for name in network]),
        (_("Everywhere else"), [(name, name) for name in others]),
    ]
