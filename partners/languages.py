"""Which language to answer in, of those that may be used."""

from django.utils.translation.trans_real import parse_accept_lang_header


def best_language(request, offered: list[str], otherwise: str) -> str:
    """The offered language code that the browser prefers, compared by its primary subtag."""
    header = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    for tag, _quality in parse_accept_lang_header(header):
        code = tag.split("-")[0]
        if code in offered:
            return code
    return otherwise
