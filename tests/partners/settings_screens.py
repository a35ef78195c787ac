"""The screens on which a manager sets up their site, as tests visit them."""

from bs4 import BeautifulSoup

# In the order of the menu.
SCREENS = [
    "partners/partnerprofile",
    "partners/partnerlook",
    "partners/partnernavigation",
    "home/frontpagesections",
    "partners/partnercontacts",
    "partners/partnerfunding",
]


def address(screen: str, of) -> str:
    """Where a partner's screen stands: «/admin/settings/partners/partnerlook/3/»."""
    return f"/admin/settings/{screen}/{of.site_id}/"


def soup(response) -> BeautifulSoup:
    """A page that was answered with success."""
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "html.parser")


def one_line(element) -> str:
    """What an element says, without line breaks."""
    return " ".join(element.get_text(" ").split())


def errors(response) -> str:
    """Everything that a screen says in red beside its fields."""
    found = soup(response).select(".w-field__errors, .error-message")
    return " ".join(one_line(one) for one in found)


def contact_rows(*rows: dict) -> dict:
    """The form of the contacts, filled in with these rows, all of them new."""
    fields = {
        "contacts-TOTAL_FORMS": len(rows),
        "contacts-INITIAL_FORMS": 0,
        "contacts-MIN_NUM_FORMS": 0,
        "contacts-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(rows):
        words = {"id": "", "ORDER": number + 1, "DELETE": "", "name": "", "phone": "", "email": ""}
        fields |= {f"contacts-{number}-{name}": value for name, value in (words | row).items()}
    return fields
