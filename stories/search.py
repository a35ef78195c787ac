"""What readers find of stories, events and tools.

Of an event's place what readers may know of it, asked of ``shown_place`` like any other output;
its address and the editors' note are not named here and so are in no index.
"""

from home.search.texts import PageDate, PageText, joined, no_more, register_text, rich_text, stream
from stories.countries import country_name
from stories.tool_words import all_words


def register() -> None:
    """Called once, when the app is ready."""
    from stories import models

    for index in (
        models.StoryIndexPage,
        models.ToolIndexPage,
        models.EventIndexPage,
        models.NetworkPage,
    ):
        register_text(index, no_more)
    register_text(models.StoryPage, _story)
    register_text(models.CulturalToolPage, _tool)
    register_text(models.EventPage, _event)
    register_text(models.LabContributionPage, no_more)


def _place(page) -> str:
    """Place and country; the country once, where the place names it too."""
    name = country_name(page.country) if page.country else ""
    return joined([page.place, "" if name.casefold() in page.place.casefold() else name])


def _story(page) -> PageText:
    told = [page.what_was_done, page.outcome, page.what_did_not_work]
    return PageText(
        before=[rich_text(text) for text in told],
        after=[
            _place(page),
            str(page.get_population_display()),
            str(page.get_kind_display()) if page.is_pilot else "",
            page.source_label,
        ],
        date=PageDate(page.date, page.date_precision),
    )


def _tool(page) -> PageText:
    """In the order of its page: what it is and how it is done, then facts and origin."""
    after = [
        page.cost_note,
        _place(page),
        page.author,
        str(page.get_licence_display()),
        page.licence_note,
        page.changes_made,
        page.source_label,
    ]
    return PageText(
        before=[
            rich_text(page.what_it_is),
            *(text for name in page.list_names for text in stream(page, name)),
            *(rich_text(getattr(page, name)) for name in page.prose_names[1:]),
        ],
        after=[joined(all_words(page)), *after, *stream(page, "downloads")],
        date=PageDate(page.date, page.date_precision),
    )


def _event(page) -> PageText:
    taking_part = [page.who_may_come, page.interpretation, page.costs_note]
    return PageText(
        after=[
            *stream(page, "questions"),
            *stream(page, "programme"),
            *stream(page, "conclusions"),
            str(page.get_kind_display()),
            str(page.shown_place()),
            page.shown_population(),
            *taking_part,
            page.source_label,
        ],
        date=PageDate(page.start_date, page.date_precision),
    )
