"""Whether a form was sent from a page of the same site.

This stands in the place of a cookie token: a reader's host sets no cookie, so there is no sign-in
that a foreign page could misuse. What it could do is send messages through its own visitors'
browsers, around the limit for one address; that is what the two headers stop. No page can set
them (Fetch standard, «forbidden request-header»).
"""


def is_same_site(request) -> bool:
    """Whether the browser says that one of this site's own pages sent the request.

    Sec-Fetch-Site: «same-origin», or «none», which no page can cause: the person reloaded an answer
    or restored a window. Origin: exactly this scheme and host; «null» is nobody's.
    Without both headers (browsers of before 2020, and programs that are no browser) the request
    passes: the signed form is asked of them all the same, and to get one they must read our pages,
    which a foreign page cannot.
    """
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from is not None and fetched_from not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"
