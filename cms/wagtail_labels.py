"""What Wagtail says in English to everybody: labels that it makes when it starts, or not at all.

A label made by «gettext» in a class is made once, before anybody has a language; the forms for
links name their fields by the names in the code. Here each is made anew for every reader, by
Wagtail's own translations where it has them. Upstream: the class attributes of
wagtail/admin/viewsets/chooser.py, the fields of wagtail/admin/forms/choosers.py (as wagtail#10539
and wagtail#6739 mended elsewhere). To be deleted whole once they are lazy.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_lazy as wagtails
from django.utils.translation import pgettext_lazy

# «wagtails»: a text of Wagtail's own catalogues, which ours shall not say in other words.


def translate() -> None:
    """Called once, when the app is ready and before any address is looked up."""
    from wagtail.admin.forms import choosers
    from wagtail.admin.viewsets.chooser import ChooserViewSet

    ChooserViewSet.search_tab_label = wagtails("Search")
    ChooserViewSet.create_action_label = wagtails("Create")
    ChooserViewSet.choose_one_text = wagtails("Choose")
    ChooserViewSet.choose_another_text = wagtails("Choose another")
    ChooserViewSet.edit_item_text = wagtails("Edit")

    labels = {
        "link_text": _("Text of the link"),
        "email_address": _("E-mail address"),
        "phone_number": _("Telephone number"),
        "subject": pgettext_lazy("of an e-mail", "Subject"),
        "body": pgettext_lazy("of an e-mail", "Text"),
    }
    for form in (
        choosers.ExternalLinkChooserForm,
        choosers.AnchorLinkChooserForm,
        choosers.EmailLinkChooserForm,
        choosers.PhoneLinkChooserForm,
    ):
        for name, label in labels.items():
            if name in form.base_fields:
                form.base_fields[name].label = label
