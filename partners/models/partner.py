"""A partner: one organisation, its site, its tree, its languages and its groups."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Page, Site

from partners.open_pages import OpenPageMixin
from partners.roles import Role

# The page tree below the root: «/<partner>/…» for partners, «/shared/…» for what belongs to all.
SHARED_SLUG = "shared"


class ProjectRole(models.TextChoices):
    """What an organisation was in the project. Source: the project page of IZOLYATSIA."""

    LEAD = "lead", _("lead partner")
    MULTIPLIER = "multiplier", _("national multiplier")
    INTERNATIONAL = "international", _("international multiplier")
    HUB = "hub", _("hub")


class PartnerRootPage(OpenPageMixin, Page):
    """The container of one partner's homes: never live, never routed, made by provisioning only.

    One permission row on it covers the partner in every language. Without it the homes would be
    children of the tree root, and an editor with two of them would see everybody's drafts.
    """

    is_creatable = False
    is_container = True
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.HomePage"]

    class Meta:
        verbose_name = _("partner's root")

    def get_url_parts(self, request=None):
        return None


class PartnerQuerySet(models.QuerySet):
    def for_host(self, hostname: str):
        """Partners answering on this host name: one, or none."""
        return self.select_related("site").filter(site__hostname=hostname)


class Partner(models.Model):
    """One of the organisations, and everything in the house that is its own."""

    key = models.SlugField(_("key"), unique=True, help_text=_("Short ASCII name, never changed."))
    name = models.CharField(_("name"), max_length=200)
    site = models.OneToOneField(Site, on_delete=models.PROTECT, related_name="partner")
    root_page = models.OneToOneField(
        PartnerRootPage, on_delete=models.PROTECT, related_name="partner"
    )
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="partner")
    source_language = models.CharField(
        _("source language"), max_length=8, choices=settings.LANGUAGES
    )
    languages = models.JSONField(
        _("languages offered"), help_text=_("Language codes, the source language first.")
    )
    parity = models.BooleanField(
        _("source language first"),
        default=False,
        help_text=_(
            "No page goes live in another language without a live version in the source language, "
            "and the front page opens in the source language whatever the browser asks for."
        ),
    )
    is_library_host = models.BooleanField(
        _("home of the common library"),
        default=False,
        help_text=_("The canonical addresses of shared pages are on this partner's host."),
    )
    project_roles = models.JSONField(_("roles in the project"), default=list)
    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166-1 code."))
    time_zone = models.CharField(_("time zone"), max_length=64, help_text=_("IANA name."))

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(
                fields=["is_library_host"],
                condition=models.Q(is_library_host=True),
                name="one_library_host",
            ),
            models.CheckConstraint(
                condition=~models.Q(key=SHARED_SLUG), name="partner_key_is_not_shared"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def root_page_path(self) -> str:
        """Tree path that every page of this partner begins with."""
        return self.root_page.path


class PartnerGroup(models.Model):
    """Which role the members of a group have, and with which partner (none: the network)."""

    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.CASCADE, related_name="groups"
    )
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="partner_group")
    role = models.CharField(max_length=20, choices=Role.choices)
    language = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "role", "language"],
                nulls_distinct=False,
                name="one_group_a_role",
            )
        ]

    def __str__(self):
        return self.group.name
