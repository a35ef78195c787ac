"""What readers fetch of stories and events beside the pages: feeds, calendars, data, embeds, labs.

No page can stand at these addresses: a slug has no dot in it, nothing stands below an event,
«embed» and «calendar» are refused below a front page, and «labs» below a list of events.
"""

from django.urls import path

from home.search.reserved import CALENDAR_SLUG
from stories import calendars, embeds, joint_calendar, tool_export
from stories.feeds import AtomStoriesFeed, StoriesFeed
from stories.labs import answering, lists

urlpatterns = [
    path("stories/feed.rss", StoriesFeed(), name="stories_rss"),
    path("stories/feed.atom", AtomStoriesFeed(), name="stories_atom"),
    path("events/calendar.ics", calendars.site_calendar, name="events_calendar"),
    path("events/<slug:slug>/event.ics", calendars.event_calendar, name="event_calendar"),
    path(f"{CALENDAR_SLUG}/", joint_calendar.joint_calendar, name="joint_calendar"),
    path(f"{CALENDAR_SLUG}/events.ics", calendars.network_calendar, name="network_calendar"),
    path(f"events/{lists.SLUG}/", lists.past_labs, name="past_labs"),
    path("events/<slug:slug>/answer/", answering.answer, name="lab_answer"),
    path("events/<slug:slug>/answer/thanks/", answering.thanks, name="lab_thanks"),
    path("tools/tools.json", tool_export.tools_json, name="tools_json"),
    path("tools/tools.csv", tool_export.tools_csv, name="tools_csv"),
    path("embed/stories/", embeds.stories, name="embed_stories"),
    path("embed/events/", embeds.events, name="embed_events"),
    path("embed/tool/<slug:slug>/", embeds.tool, name="embed_tool"),
    path("embed/stories/fragment/", embeds.stories_fragment, name="embed_stories_fragment"),
    path("embed/events/fragment/", embeds.events_fragment, name="embed_events_fragment"),
    path("embed/tool/<slug:slug>/fragment/", embeds.tool_fragment, name="embed_tool_fragment"),
]
