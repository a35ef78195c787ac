"""Forms of the admin as a browser sends them: every field as the screen shows it, some changed."""

from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.fields import StreamField

# What scripts add to the form of a page before it is sent.
OF_SCRIPTS = {
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "comments-MIN_NUM_FORMS": "0",
    "comments-MAX_NUM_FORMS": "",
}


def form_on(response, selector: str) -> dict:
    """The fields of a form on a screen with the values that they have."""
    assert response.status_code == 200, (response.status_code, response.headers.get("Location"))
    form = BeautifulSoup(response.content, "html.parser").select_one(selector)
    assert form is not None, f"no form {selector}"
    fields: dict[str, list] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind = field.get("type", "")
        if kind in ("submit", "button", "file", "image"):
            continue
        if kind in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        if field.name == "select":
            chosen = [one["value"] for one in field.select("option[selected]")]
            fields.setdefault(field["name"], []).extend(chosen)
        else:
            value = field.get_text() if field.name == "textarea" else field.get("value", "")
            fields.setdefault(field["name"], []).append(value.removeprefix("\r\n"))
    del fields["csrfmiddlewaretoken"]
    return fields


def empty_streams(model) -> dict:
    """What scripts send for the blocks of a page that has none."""
    names = [field.name for field in model._meta.get_fields() if isinstance(field, StreamField)]
    return {f"{name}-count": "0" for name in names}


def address_of(page, screen="edit", *more) -> str:
    return reverse(f"wagtailadmin_pages:{screen}", args=[page.pk, *more])


def send_page(client, address: str, action: str = "", **changed):
    """Open the form of a page, change some fields, and press a button («publish», «submit»).

    For pages with an empty body: its blocks are made by scripts.
    """
    fields = form_on(client.get(address), "#page-edit-form")
    fields |= OF_SCRIPTS | {"body-count": "0"} | changed
    if action:
        fields[f"action-{action}"] = f"action-{action}"
    return client.post(address, fields)
