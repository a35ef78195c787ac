"""«Is something wrong on this page?»: the second step, and the thanks.

The first step is part of every page and the same for everybody: three buttons that lead here with
the page's address and the question. This page is never kept. It carries a signed, dated token in
the place of a cookie, and whatever is wrong with what is sent, it comes back with everything typed.
"""

from functools import partial
from urllib.parse import urlencode

from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Revision

from home.feedback import receiving
from home.feedback.about import About, about
from home.feedback.forms import FeedbackForm
from home.metadata import Metadata, language_choices
from partners.feedback import FEEDBACK_SLUG, limits, tokens
from partners.feedback.mail import tell_partner
from partners.feedback.models import LONGEST_TEXT, Kind, ReaderMessage, deletion_day


# Without Django's own token: that one lives in a cookie, and readers' hosts set none. In its place
# stand ``is_same_site`` and the signed form, and there is no sign-in here that could be misused.
@csrf_exempt
def feedback(request):
    """The form about one page; sent, a redirect to the thanks."""
    visit = _visit(request)
    if request.method == "POST":
        return _receive(request, visit)
    subject = about(request, visit, request.GET.get("page", ""))
    kind = request.GET.get("kind", "")
    form = FeedbackForm(initial={"kind": kind if kind in Kind.values else ""})
    return _show(request, visit, subject, form)


def thanks(request):
    """What happens now with the message, and the way back."""
    visit = _visit(request)
    subject = about(request, visit, request.GET.get("page", ""))
    context = {
        "about": subject,
        "deletion_day": deletion_day(timezone.now()),
        "metadata": _metadata(visit, subject, "thanks/"),
    }
    return receiving.unkept(render(request, "home/feedback_thanks.html", context))


def _visit(request):
    visit = request.visit
    if visit is None or visit.home is None:
        raise Http404
    return visit


def _receive(request, visit) -> HttpResponse:
    refused = receiving.refusal(request, visit, LONGEST_TEXT)
    if refused is not None:
        return _refuse(request, visit, *refused)

    form = FeedbackForm(request.POST)
    try:
        opened = tokens.read(request.POST.get("token", ""), visit.partner.key)
    except (tokens.Expired, tokens.Forged) as error:
        subject = about(request, visit, request.POST.get("page", ""))
        return _show(request, visit, subject, form, status=400, notice=receiving.once_more(error))
    subject = about(request, visit, opened.address)
    if not form.is_valid():
        return _show(request, visit, subject, form, status=400)
    if form.is_trapped:
        return _show(request, visit, subject, form, status=400, notice=receiving.once_more(None))

    sent = ReaderMessage.objects.filter(form_id=opened.id).values("kind", "text", "email").first()
    if sent == form.message:
        return _thank(visit, subject)
    if sent is not None:
        notice = receiving.sent_already()
        return _show(request, visit, subject, form, status=409, notice=notice)
    wait = limits.seconds_to_wait(request, visit.partner.key)
    if wait:
        return _ask_to_wait(request, visit, subject, form, wait)
    _store(visit, subject, form, opened)
    return _thank(visit, subject)


def _ask_to_wait(request, visit, subject: About, form, seconds: int) -> HttpResponse:
    notice = receiving.wait(seconds)
    response = _show(request, visit, subject, form, status=429, notice=notice)
    response["Retry-After"] = str(seconds)
    return response


def _store(visit, subject: About, form, opened: tokens.Form) -> None:
    """Keep the message and have the partner told. Of two at the same instant, one is kept."""
    page = subject.page
    revision_id = page.live_revision_id if page is not None else None
    if page is not None and page.pk == opened.page_id:
        # The version that the reader had, if the house still has it.
        read = Revision.objects.filter(pk=opened.revision_id).values_list("pk", flat=True).first()
        revision_id = read or revision_id
    try:
        with transaction.atomic():
            message = ReaderMessage.objects.create(
                partner=visit.partner,
                form_id=opened.id,
                page_id=page.pk if page is not None else None,
                address=subject.address,
                title=subject.title,
                page_language=subject.language,
                revision_id=revision_id,
                language=visit.language,
                **form.message,
            )
    except IntegrityError:
        if not ReaderMessage.objects.filter(form_id=opened.id).exists():
            raise
        return
    # The message is safe; a queue that does not answer is no reason to tell the reader otherwise.
    transaction.on_commit(partial(tell_partner.enqueue, message.pk), robust=True)


def _thank(visit, subject: About) -> HttpResponse:
    asked = urlencode({"page": subject.address})
    return receiving.unkept(
        HttpResponseRedirect(f"/{visit.language}/{FEEDBACK_SLUG}/thanks/?{asked}", status=303)
    )


def _show(request, visit, subject: About, form, status: int = 200, notice: str = ""):
    """The form with a new token, and with everything that was typed.

    Only while the reader waits does the token stay: it is still good.
    """
    page = subject.page
    token = request.POST.get("token", "") if status == 429 else ""
    context = {
        "about": subject,
        "form": form,
        "kinds": Kind.choices,
        "notice": notice,
        "has_errors": bool(notice or (form.is_bound and form.errors)),
        "token": token
        or tokens.new(
            visit.partner.key,
            subject.address,
            page.pk if page is not None else None,
            page.live_revision_id if page is not None else None,
        ),
        "longest_text": LONGEST_TEXT,
        "deletion_day": deletion_day(timezone.now()),
        "privacy": receiving.privacy_page(visit),
        "metadata": _metadata(visit, subject),
    }
    return receiving.unkept(render(request, "home/feedback.html", context, status=status))


def _refuse(request, visit, status: int, sentence: str) -> HttpResponse:
    """A sentence in place of the form: what was sent is not looked at."""
    subject = About(visit.home.site_path, visit.language, None)
    context = {"sentence": sentence, "metadata": _metadata(visit, subject)}
    return receiving.unkept(render(request, "home/feedback_refused.html", context, status=status))


def _metadata(visit, subject: About, rest: str = "") -> Metadata:
    """The language switch leads to the form about the same page. No canonical address."""
    asked = urlencode({"page": subject.address})
    paths = {code: f"/{code}/{FEEDBACK_SLUG}/{rest}?{asked}" for code in visit.languages}
    return Metadata(choices=language_choices(visit, paths))
