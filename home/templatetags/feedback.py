"""The three questions at the foot of every page. They are the same for everybody: no query."""

from django import template

from partners.feedback.models import Kind

register = template.Library()


@register.simple_tag
def feedback_questions() -> list[tuple[str, str]]:
    """(value, question) of what a reader may write about."""
    return Kind.choices
