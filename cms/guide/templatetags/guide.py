"""How a guide names what stands on the screen, and shows it.

A guide never writes a label itself: it asks for it by the text of the code, so that it says what
the admin says in that language, also where Wagtail has no translation and shows English.
Catalogues do not collect these texts from the guides: most are Wagtail's own.
"""

from functools import cache
from pathlib import Path

from django import template
from django.apps import apps
from django.conf import settings
from django.template.defaultfilters import capfirst
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation.trans_real import DjangoTranslation
from PIL import Image

register = template.Library()
PICTURES = "img/guide"


@register.simple_tag
def label(message: str, **values) -> str:
    """A button, field or choice as the admin shows it in the language of the guide.

    ``values`` fill in what the admin fills in, such as the name of a review.
    """
    return _marked(gettext(message), message, values)


@register.simple_tag
def script_label(message: str) -> str:
    """The same for what a script of the translation editor writes: it has its own catalogue."""
    return _marked(_script_catalogue(get_language()).gettext(message).strip(), message, {})


def _marked(text: str, message: str, values: dict) -> str:
    shown = capfirst(text % values if values else text)
    return format_html('<b class="label" data-msgid="{}">{}</b>', message, shown)


@cache
def _script_catalogue(language: str) -> DjangoTranslation:
    folder = Path(apps.get_app_config("wagtail_localize").path) / "locale"
    return DjangoTranslation(language, domain="djangojs", localedirs=[str(folder)])


@register.inclusion_tag("guide/picture.html")
def picture(name: str, alt: str) -> dict:
    """A picture of the real screen in the language of the guide («make screenshots»)."""
    path = f"{PICTURES}/{get_language()}/{name}.webp"
    width, height = _size(path)
    return {"address": static(path), "alt": alt, "width": width, "height": height}


@cache
def _size(path: str) -> tuple[int, int]:
    with Image.open(settings.BASE_DIR / "static" / path) as image:
        return image.size
