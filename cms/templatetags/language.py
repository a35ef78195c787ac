"""What templates write in the reader's language: ``{% load language %}``.

Everything follows the active language, so a template never names one, and a page never shows a
month or a quotation mark of another language. Empty values give empty text: a template shows what
is there and does not check.
"""

from django import template
from django.utils.translation import get_language

from cms.language import dates, locales, numbers, phones

register = template.Library()


@register.filter
def local_date(value, precision="day"):
    """``{{ page.date|local_date:page.date_precision }}``: «17 вересня 2025 р.»."""
    return dates.format_date(value, get_language(), precision) if value else ""


@register.filter
def weekday_date(value):
    """``{{ day|weekday_date }}``: «вівторок, 2 грудня 2025 р.»."""
    return dates.format_weekday_date(value, get_language()) if value else ""


@register.filter
def local_time(value):
    """``{{ page.start_time|local_time }}``: «14:00»."""
    return dates.format_time(value, get_language()) if value else ""


@register.simple_tag
def date_range(start, end=None, precision="day"):
    """``{% date_range page.start page.end page.date_precision %}``: «17–19 sep. 2025»."""
    return dates.format_date_range(start, end, get_language(), precision) if start else ""


@register.filter
def iso_date(value, precision="day"):
    """``<time datetime="{{ page.date|iso_date:page.date_precision }}">``: «2025-09»."""
    return dates.iso_date(value, precision) if value else ""


@register.simple_tag
def event_times(start, end, venue_zone):
    """``{% event_times page.start page.end page.zone %}``: «14:00 Kyiv/Chișinău · 13:00 Stockholm»."""
    return dates.format_event_times(start, end, venue_zone, get_language()) if start else ""


@register.filter
def local_number(value):
    """``{{ count|local_number }}``: «1 234 567,5»."""
    return "" if value in (None, "") else numbers.format_number(value, get_language())


@register.filter
def language_name(code):
    """``{{ language|language_name }}``: a language in its own words, «Українська»."""
    return locales.language_name(code) if code else ""


@register.filter(is_safe=True)
def quoted(text, language=None):
    """``{{ text|quoted }}``: in the marks of the active language, or of the text's own language.

    A quotation that stays in its own language keeps its own marks: ``{{ text|quoted:"uk" }}``.
    """
    return locales.quoted(text, language or get_language()) if text else ""


@register.filter
def phone_shown(phone):
    """``{{ phone|phone_shown }}``: «+46 70 865 00 41»; what is no such number is shown as it is."""
    try:
        return phones.phone_shown(phone) if phone else ""
    except ValueError:
        return phone


@register.filter
def phone_link(phone):
    """``href="{{ phone|phone_link }}"``: ``tel:+46708650041``; empty for what cannot be dialled."""
    try:
        return phones.phone_link(phone) if phone else ""
    except ValueError:
        return ""
