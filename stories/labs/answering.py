"""A reader answers the questions of a learning lab: the form, and the thanks.

The lab's page is the same for everybody and may be kept; it leads here. This page is never kept:
it carries the signed form by which, without a cookie, an answer is known to come from this site
(``home/feedback/receiving.py``).
"""

from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from home.feedback import receiving
from home.metadata import Metadata, language_choices
from partners.feedback import limits, tokens
from stories.labs.forms import AnswerForm
from stories.labs.models import LONGEST_ANSWER, LabAnswer, deletion_day
from stories.models import EventIndexPage, EventPage
from stories.sharing import in_language


# Without Django's own token: that one lives in a cookie, and readers' hosts set none. What stands
# in its place, ``receiving`` says.
@csrf_exempt
def answer(request, slug: str):
    """The form; sent, a redirect to the thanks. Before the call and after it, the lab's page."""
    visit, lab = _lab(request, slug)
    if request.method == "POST":
        return _receive(request, visit, lab)
    if not lab.takes_input:
        return receiving.unkept(HttpResponseRedirect(_address(visit, lab)))
    return _show(request, visit, lab, AnswerForm(lab))


def thanks(request, slug: str):
    """What happens now with the answers, and the way back."""
    visit, lab = _lab(request, slug)
    context = {
        "lab": lab,
        "lab_address": _address(visit, lab),
        "deletion_day": deletion_day(timezone.now()),
        "metadata": _metadata(visit, lab, "answer/thanks/"),
    }
    return receiving.unkept(render(request, "stories/lab_thanks.html", context))


def _lab(request, slug: str):
    """The visit, and the lab at this address with questions to its readers; else 404."""
    visit = request.visit
    if visit is None or visit.home is None or visit.node_of(EventIndexPage) is None:
        raise Http404
    lab = in_language(EventPage, visit).filter(slug=slug).select_related("locale").first()
    if lab is None or not lab.is_lab or not lab.questions:
        raise Http404
    return visit, lab


def _address(visit, lab) -> str:
    return f"{visit.node_of(EventIndexPage).site_path}{lab.slug}/"


def _receive(request, visit, lab) -> HttpResponse:
    refused = receiving.refusal(request, visit, LONGEST_ANSWER)
    if refused is not None:
        status, sentence = refused
        context = {"sentence": sentence, "metadata": _metadata(visit, lab)}
        return receiving.unkept(
            render(request, "home/feedback_refused.html", context, status=status)
        )

    form = AnswerForm(lab, request.POST)
    try:
        opened = _opened(request, visit)
    except (tokens.Expired, tokens.Forged) as error:
        notice = receiving.once_more(error)
        if not lab.takes_input:
            notice = _("Answers are no longer taken. What you wrote still stands here.")
        return _show(request, visit, lab, form, status=400, notice=notice)
    if not form.is_valid():
        return _show(request, visit, lab, form, status=400)
    if form.is_trapped:
        return _show(request, visit, lab, form, status=400, notice=receiving.once_more(None))

    sent = LabAnswer.objects.filter(form_id=opened.id).values_list("answers", flat=True).first()
    if sent == form.answers:
        return _thank(visit, lab)
    if sent is not None:
        return _show(request, visit, lab, form, status=409, notice=receiving.sent_already())
    seconds = limits.seconds_to_wait(request, visit.partner.key)
    if seconds:
        notice = receiving.wait(seconds)
        response = _show(request, visit, lab, form, status=429, notice=notice)
        response["Retry-After"] = str(seconds)
        return response
    _store(visit, lab, form, opened)
    return _thank(visit, lab)


def _opened(request, visit) -> tokens.Form:
    """What the form was made for. Raises ``Expired`` or ``Forged``, also for another address."""
    opened = tokens.read(request.POST.get("token", ""), visit.partner.key)
    if opened.address != request.path:
        raise tokens.Forged
    return opened


def _store(visit, lab, form: AnswerForm, opened: tokens.Form) -> None:
    """Keep the answers, for the visited partner. Of two at the same instant, one is kept."""
    try:
        with transaction.atomic():
            LabAnswer.objects.create(
                partner=visit.partner,
                form_id=opened.id,
                lab_key=lab.translation_key,
                title=lab.title,
                address=_address(visit, lab),
                language=visit.language,
                answers=form.answers,
            )
    except IntegrityError:
        if not LabAnswer.objects.filter(form_id=opened.id).exists():
            raise


def _thank(visit, lab) -> HttpResponse:
    return receiving.unkept(
        HttpResponseRedirect(reverse("lab_thanks", kwargs={"slug": lab.slug}), status=303)
    )


def _show(request, visit, lab, form: AnswerForm, status: int = 200, notice: str = ""):
    """The form with a new token, and with everything that was typed.

    Only while the reader waits does the token stay: it is still good. When the call is over, none
    is given.
    """
    token = request.POST.get("token", "") if status == 429 else ""
    if not token and (lab.takes_input or status != 400):
        token = tokens.new(visit.partner.key, request.path, lab.pk, lab.live_revision_id)
    context = {
        "lab": lab,
        "lab_address": _address(visit, lab),
        "form": form,
        "notice": notice,
        "has_errors": bool(notice or (form.is_bound and form.errors)),
        "token": token,
        "longest_answer": LONGEST_ANSWER,
        "deletion_day": deletion_day(timezone.now()),
        "privacy": receiving.privacy_page(visit),
        "metadata": _metadata(visit, lab),
    }
    return receiving.unkept(render(request, "stories/lab_answer.html", context, status=status))


def _metadata(visit, lab, rest: str = "answer/") -> Metadata:
    """The language switch leads to the same form, where the lab is offered. No canonical address."""
    paths = {
        choice.language: f"{choice.url}{rest}"
        for choice in lab.addresses(visit).choices
        if choice.same_page
    }
    return Metadata(choices=language_choices(visit, paths))
