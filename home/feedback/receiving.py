"""How anything that readers write is received: what is refused, and in which words.

Readers' hosts set no cookie, so Django's own form token, which lives in one, is not there. In its
place stand the origin that the browser names, the signed form and a limit; whatever is wrong with
what was sent, it comes back with everything typed.
"""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.language.numbers import format_number
from home.models import InformationPage
from partners.feedback import tokens
from partners.feedback.origin import is_same_site

# Bytes of a whole request. The longest text in Cyrillic is 30,000 of them as browsers send it; what
# is up to four times too long still comes back to the reader, what is longer is not even read.
MOST_BYTES = 128 * 1024


def refusal(request, visit, longest_text: int) -> tuple[int, str] | None:
    """Status and sentence against a request that is not even looked at; None for any other.

    longest_text: of one field, in characters.
    """
    if _size(request) > MOST_BYTES:
        sentence = _(
            "Your message is too long to be sent in one piece. Go back with your browser, where it "
            "still stands, and shorten it to %(most)s characters."
        ) % {"most": format_number(longest_text, visit.language)}
        return 413, sentence
    if not is_same_site(request):
        sentence = _(
            "This form can be sent only from this site itself. Your browser says that it came "
            "from elsewhere."
        )
        return 403, sentence
    return None


def _size(request) -> int:
    """Bytes that the request says it has; the server reads no more than these."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def once_more(error: Exception | None) -> str:
    """Why a form was not taken, for a person to whom that happened by mistake."""
    if isinstance(error, tokens.Expired):
        hours = tokens.LONGEST_AGE // 3600
        return ngettext(
            "This form had been open for more than %(hours)s hour. Nothing was lost: press “Send” "
            "once more.",
            "This form had been open for more than %(hours)s hours. Nothing was lost: press “Send” "
            "once more.",
            hours,
        ) % {"hours": hours}
    if error is not None:
        return _(
            "We could not see that this form was made by this site. Nothing was lost: press "
            "“Send” once more."
        )
    return _(
        "A field was filled in that people do not see; programs do that. If you are a person, "
        "press “Send” once more."
    )


def sent_already() -> str:
    """To who sends other words with a form that has arrived already."""
    return _(
        "You have sent this form already, and it has arrived. If this is another message, "
        "press “Send” once more."
    )


def wait(seconds: int) -> str:
    """To who has to wait so long before another message is taken."""
    minutes = -(-seconds // 60)
    return ngettext(
        "Many messages are arriving just now. What you wrote still stands here: wait %(minutes)s "
        "minute and press “Send” once more.",
        "Many messages are arriving just now. What you wrote still stands here: wait %(minutes)s "
        "minutes and press “Send” once more.",
        minutes,
    ) % {"minutes": minutes}


def privacy_page(visit):
    """The site's privacy page in the reader's language, as a node of menus; None without one."""
    return next(
        (
            node
            for node in visit.nodes(language=visit.language)
            if node.slug == InformationPage.Purpose.PRIVACY
        ),
        None,
    )


def unkept(response: HttpResponse) -> HttpResponse:
    """The same answer, which no browser and no search engine keeps."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
