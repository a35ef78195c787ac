"""Pictures on readers' pages."""

from django import template

from cms.pictures.renditions import picture as prepared_picture

register = template.Library()


@register.inclusion_tag("includes/picture.html")
def picture(image, kind, alt=None, sizes=None, css_class="", eager=False):
    """A picture in one of the kinds «body», «card», «square»; nothing while it is being made.

    `alt`: text for those who do not see it; without it, the text given where the picture was
    chosen, and empty for a picture marked as decoration. Never the picture's title: it is a
    file's name in the language of whoever uploaded it. `sizes`: how wide it stands on the page,
    where that differs from the kind. `eager`: for the first picture of a page, which browsers
    should fetch at once.
    """
    if alt is None and image is not None and not image.decorative:
        alt = image.contextual_alt_text
    return {
        "picture": prepared_picture(image, kind),
        "alt": alt or "",
        "sizes": sizes,
        "css_class": css_class,
        "eager": eager,
    }
