"""Fixed vocabularies. Code, not snippets: translatable snippets are unsafe with localize (its
source re-submits them with every page that refers to them and overwrites their originals)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Quality(models.TextChoices):
    """What resilience rests on. Source: the definition in the document of Härnösand."""

    TRUST = "trust", _("trust")
    BELONGING = "belonging", _("belonging")
    SOCIAL_SKILLS = "social_skills", _("social skills")
    COLLABORATION = "collaboration", _("collaboration")
    ORGANISING = "organising", _("organising")


class Theme(models.TextChoices):
    """What a story or tool is about."""

    TOWN_PLANNING = "town_planning", _("town planning")
    BUDGETING = "budgeting", _("budgeting")
    HERITAGE_MEMORY = "heritage_memory", _("heritage and memory")
    LIBRARIES = "libraries", _("libraries")
    YOUTH = "youth", _("youth")
    ARTS = "arts", _("arts")
    LANGUAGE_NEWCOMERS = "language_newcomers", _("language and newcomers")
    NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")


class DatePrecision(models.TextChoices):
    """How exactly a date is known: «2025» is an honest date too."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


# A tool is tried in one town, in order to learn: the same code of stories and of events.
PILOT = "pilot"


class StoryKind(models.TextChoices):
    """What a story tells of: anything that was done, or a pilot."""

    STORY = "story", _("story")
    PILOT = PILOT, _("pilot")


class Population(models.TextChoices):
    """How many people live in a town. The project is for those of 10,000 to 100,000 (the project
    description of IZOLYATSIA)."""

    UNDER_10000 = "under_10000", _("under 10,000 inhabitants")
    FROM_10000 = "10000_50000", _("10,000–50,000 inhabitants")
    FROM_50000 = "50000_100000", _("50,000–100,000 inhabitants")
    OVER_100000 = "over_100000", _("over 100,000 inhabitants")


class EventKind(models.TextChoices):
    """Kinds of events. Source: the activities in the project description."""

    WEBINAR = "webinar", _("webinar")
    MEETING = "meeting", _("physical meeting")
    LEARNING_LAB = "learning_lab", _("learning lab")
    ROUNDTABLE = "roundtable", _("roundtable")
    WORKSHOP = "workshop", _("workshop")
    JOB_SHADOWING = "job_shadowing", _("job shadowing")
    STUDY_VISIT = "study_visit", _("study visit")
    PILOT = PILOT, _("pilot")
    CONFERENCE = "conference", _("conference")


class EventFormat(models.TextChoices):
    """Where one takes part."""

    ON_SITE = "on_site", _("on site")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("on site and online")


class EventStatus(models.TextChoices):
    """Whether it takes place as written."""

    PLANNED = "planned", _("as planned")
    MOVED = "moved", _("moved to another time")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")


class Repeats(models.TextChoices):
    """How an event repeats. Patterns are of its first day: a fifth weekday counts as the last."""

    NEVER = "", _("does not repeat")
    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every second week")
    MONTHLY_DAY = "monthly_day", _("every month on the same day")
    MONTHLY_WEEKDAY = "monthly_weekday", _("every month on the same weekday")
    MONTHLY_LAST = "monthly_last", _("every month on the last such weekday")


class LeftOutReason(models.TextChoices):
    """Why a date of a series is left out. A choice, so that no date waits for a translator."""

    NONE = "", _("no reason given")
    HOLIDAY = "holiday", _("public holiday")
    BREAK = "break", _("break")
    CANCELLED = "cancelled", pgettext_lazy("one date of a series", "cancelled")
    MOVED = "moved", pgettext_lazy("one date of a series", "moved to another day")


class PlacePrecision(models.TextChoices):
    """How exactly readers learn the place. In a country at war an address is a target."""

    EXACT = "exact", _("exact address")
    CITY = "city", _("town only")
    REGION = "region", _("region only")
    PARTICIPANTS = "participants", _("told to participants")


class Costs(models.TextChoices):
    """What taking part costs."""

    UNKNOWN = "unknown", _("not stated")
    FREE = "free", _("free of charge")
    COVERED = "covered", _("travel and stay are covered")
    PAID = "paid", _("has a price")


class Phase(models.TextChoices):
    """When a tool helps. Source: the definition of resilience in the document of Härnösand."""

    WITHSTAND = "withstand", _("withstand")
    OVERCOME = "overcome", _("overcome")
    LEARN = "learn", _("learn")


class Audience(models.TextChoices):
    """For whom a tool is."""

    YOUTH = "youth", _("young people")
    OLDER_PEOPLE = "older_people", _("older people")
    DISPLACED = "displaced", _("displaced people")
    VETERANS = "veterans", _("veterans and their families")
    NEWCOMERS = "newcomers", _("newcomers")
    ASSOCIATIONS = "associations", _("associations")
    WHOLE_TOWN = "whole_town", _("the whole town")
    ADMINISTRATION = "administration", _("the administration")


class Frequency(models.TextChoices):
    """Whether a tool is used on one day, on several, or goes on."""

    ONCE = "once", _("once")
    SERIES = "series", _("a series")
    ONGOING = "ongoing", _("ongoing")


class Setting(models.TextChoices):
    """Where a tool can be used."""

    INDOOR = "indoor", _("indoors")
    OUTDOOR = "outdoor", _("outdoors")
    SHELTER = "shelter", _("in a shelter")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("on site and online")


class Need(models.TextChoices):
    """Whether a tool needs something that can fail: electricity, internet."""

    NOT_NEEDED = "no", _("not needed")
    NEEDED = "yes", _("needed")


class CostLevel(models.TextChoices):
    """What a tool costs who uses it, beside people's time."""

    NONE = "none", _("costs nothing")
    LOW = "low", _("low cost")
    MEDIUM = "medium", _("medium cost")
    HIGH = "high", _("high cost")


class Skill(models.TextChoices):
    """What the people who lead a tool must know beforehand."""

    ANYONE = "anyone", _("anyone can lead it")
    SOME_PRACTICE = "some_practice", _("needs some practice")
    TRAINED = "trained", _("needs trained people")


class Evidence(models.TextChoices):
    """How well a tool is known to work, from the weakest to the strongest."""

    IDEA = "idea", _("an idea, not tried yet")
    TRIED = "tried", _("tried")
    PILOTED = "piloted", _("piloted")
    EVALUATED = "evaluated", _("evaluated")


class PaperSize(models.TextChoices):
    """The paper for which a file is made (ISO 216)."""

    NONE = "", _("not for paper")
    A5 = "A5", "A5"
    A4 = "A4", "A4"
    A3 = "A3", "A3"
    A2 = "A2", "A2"
    A1 = "A1", "A1"
