"""What the library's editors ask of a proposal, beside what the readiness list can tell by itself."""

from django.forms import Media
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from partners.access.proposals import proposer_of
from partners.access.rights import keeps_library

# Field at which one looks → what the library's editors ask before they accept.
QUESTIONS = (
    ("safety", _("Could doing this hurt somebody, and does it say how that is prevented?")),
    ("licence", _("May the material be used, and is the licence what the source says?")),
    ("source_label", _("Is the source named, and does it say what is told here?")),
    ("image", _("Has everybody who is named or can be recognised agreed?")),
    ("evidence", _("Does it claim no more than was tried and told?")),
)


class ReviewQuestionsPanel(Panel):
    """For the library's editors, above a proposal: what nobody but a person can check."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "readiness/review_questions.html"

        def is_shown(self):
            page = self.instance
            return bool(page.pk) and keeps_library(self.request.user) and bool(proposer_of(page))

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {
                "proposer": self.instance.proposed_by,
                "questions": [
                    {"anchor": f"id_{field}", "words": words} for field, words in QUESTIONS
                ],
            }

        @property
        def media(self):
            return Media(css={"all": ["css/admin-checklist.css"]})
