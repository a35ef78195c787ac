"""How many messages one site and one network address may send."""

from partners.limits import Limit, count, network_of
from partners.limits import seconds_to_wait as seconds_until

# A class in a library sends through one address.
MOST_FROM_ADDRESS = 8
# A partner's people can read this many in a quarter of an hour; a flood does not fill the list.
MOST_ON_SITE = 30


def seconds_to_wait(request, partner_key: str) -> int:
    """0 where a message may be taken now, and it is counted; else the seconds to the next window."""
    limits = [
        Limit("feedback.site", partner_key, MOST_ON_SITE),
        Limit("feedback.address", network_of(request), MOST_FROM_ADDRESS),
    ]
    wait = seconds_until(limits)
    if not wait:
        count(limits)
    return wait
