"""The dates of live events as lists look for them: by an index, whatever the number of events."""

from django.db import models
from django.db.models import Q
from wagtail.models import Page

from stories.models.events import EventPage
from stories.repeating import Occurrence


class EventOccurrence(models.Model):
    """One time that a live event takes place; an event that does not repeat has one of these.

    Derived from the page and written again whenever it is saved (``stories/occurrences.py``);
    readers' requests only read. An event has one entry in a list at every moment, that of the
    occurrence to tell of then: ``listed_from`` up to its end, and for the last one ever after. So
    lists move on with time by themselves.
    """

    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="+")
    # The home, or the root of one language in the common library, below which the event stands.
    tree = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField(help_text="The day on which it begins, at the venue.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    listed_from = models.DateTimeField(help_text="When the one before is over.")
    is_last = models.BooleanField()

    # Not something that an editor refers to: a thing of the database alone.
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            # Coming: walked from the soonest; what the question needs besides stands in it too.
            models.Index(
                fields=["tree", "starts_at", "event", "ends_at", "listed_from"],
                name="event_occurrence_coming",
            ),
            # Past and calendars: walked from the latest.
            models.Index(
                fields=["tree", "-day", "-event"],
                condition=Q(is_last=True),
                name="event_occurrence_last",
            ),
            # The same of all partners together: what is not over, and what is, from the latest.
            models.Index(
                fields=["ends_at", "listed_from", "starts_at", "event"],
                name="event_occurrence_network",
            ),
            models.Index(
                fields=["-day", "-event"],
                condition=Q(is_last=True),
                name="event_occurrence_latest",
            ),
        ]

    def __str__(self):
        return f"{self.event_id} {self.day}"

    def as_occurrence(self) -> Occurrence:
        """The same as rules compute it; of its page nothing more is needed than both dates."""
        lasts = (self.event.end_date or self.event.start_date) - self.event.start_date
        return Occurrence(
            day=self.day,
            last_day=self.day + lasts,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
        )
