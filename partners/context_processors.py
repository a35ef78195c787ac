"""What every template of a reader's page can ask for."""

from partners.scoping import current_visit


def visit(request) -> dict:
    """The visit being answered: partner, language, menu. None in the admin."""
    return {"visit": current_visit()}
