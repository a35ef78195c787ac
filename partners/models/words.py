"""What a partner says of itself: name and description, contacts, what its funder asks for."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from cms.language.phones import normalise_phone
from partners.forms import ContactsForm, FundingForm, ProfileForm
from partners.panels import EachLanguage


@register_setting(icon="site", order=200)
class PartnerProfile(BaseSiteSetting, ClusterableModel):
    """Who the partner is and where, in words, in each language it offers.

    The position is that of the town, never of a house: two places after the point are a
    kilometre, and more are not kept.
    """

    latitude = models.FloatField(
        _("degrees north"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Of the middle of the town, as in 50.62. Two places after the point are kept."),
    )
    longitude = models.FloatField(
        _("degrees east"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("As in 26.24. Without both, your town stands in the list and not on the map."),
    )

    base_form_class = ProfileForm
    edit_handler = EachLanguage(
        ("name", "short_name", "description", "town"),
        of_all_languages=("latitude", "longitude"),
        heading_of_all=_("Your town on the map of the network"),
        help_text=_(
            "The name stands at the foot of every page, the short name at the top. Your site shows "
            "the words of the language in which it is read."
        ),
    )

    class Meta:
        verbose_name = _("name and description")


class PartnerText(models.Model):
    """The partner's name and description in one language.

    One in a language that the site does not offer is for the network: other sites name the
    partner with it.
    """

    profile = ParentalKey(PartnerProfile, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    name = models.CharField(_("full name"), max_length=200)
    short_name = models.CharField(
        _("short name"),
        max_length=40,
        help_text=_("The typographic mark at the top of every page, and how other sites name you."),
    )
    description = models.TextField(_("description"), max_length=500, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)

    class Meta:
        unique_together = [("profile", "language")]

    def __str__(self):
        return self.short_name


@register_setting(icon="mail", order=240)
class PartnerContacts(BaseSiteSetting, ClusterableModel):
    """People a reader may write to or call. Empty: the contact page names the project's own."""

    base_form_class = ContactsForm

    panels = [
        InlinePanel(
            "contacts",
            heading=_("Contacts"),
            label=pgettext_lazy("a person", "contact"),
            help_text=_(
                "People whom readers may write to or call, on your contact page, in this order. "
                "Only name people who have agreed to it. Without a contact the page names the project’s own."
            ),
        )
    ]

    class Meta:
        verbose_name = _("contacts")


class Contact(Orderable):
    """One person, with their agreement, as readers see them."""

    contacts = ParentalKey(PartnerContacts, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=200)
    phone = models.CharField(
        _("telephone"),
        # As typed, with spaces and brackets; kept without them.
        max_length=40,
        blank=True,
        help_text=_("With country code, for example +46708650041."),
    )
    email = models.EmailField(_("e-mail"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("phone"), FieldPanel("email")]

    def __str__(self):
        return self.name

    def clean(self):
        problems = {}
        if self.phone:
            try:
                self.phone = normalise_phone(self.phone)
            except ValueError:
                problems["phone"] = ValidationError(
                    _(
                        "This is no telephone number that can be dialled from abroad. Begin with + "
                        "and the country code, for example +46 70 865 00 41."
                    )
                )
        if not self.phone and not self.email and "phone" not in problems:
            problems["email"] = ValidationError(
                _("Write a telephone number or an e-mail address: readers need one of them.")
            )
        if problems:
            raise ValidationError(problems)


@register_setting(icon="pick", order=250)
class PartnerFunding(BaseSiteSetting, ClusterableModel):
    """What a funder asks to be said on every page, in each language."""

    base_form_class = FundingForm
    edit_handler = EachLanguage(
        ("statement",),
        help_text=_(
            "Who pays for the work, in the words that the funder asks for. The statement stands at "
            "the foot of every page and on paper. A language left empty shows the statement in "
            "your own language; with none at all, nothing is shown."
        ),
    )

    class Meta:
        verbose_name = _("funders")


class FunderStatement(models.Model):
    """The funder's statement in one language."""

    funding = ParentalKey(PartnerFunding, on_delete=models.CASCADE, related_name="statements")
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    text = models.CharField(_("statement"), max_length=300)

    class Meta:
        unique_together = [("funding", "language")]

    def __str__(self):
        return self.text
