"""How many messages one site and one network address may send, without storing the address.

Counted in the shared cache. The address is kept nowhere: its key is a keyed hash that differs from
window to window, and it is gone when the window is over. Two requests at the same instant may
count as one; the limits are generous enough for that.
"""

import ipaddress
import time

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

WINDOW = 15 * 60  # seconds
# A class in a library sends through one address.
MOST_FROM_ADDRESS = 8
# A partner's people can read this many in a quarter of an hour; a flood does not fill the list.
MOST_ON_SITE = 30


def seconds_to_wait(request, partner_key: str) -> int:
    """0 where a message may be taken now, and it is counted; else the seconds to the next window."""
    now = time.time()
    window = int(now // WINDOW)
    limits = {
        f"feedback:site:{partner_key}:{window}": MOST_ON_SITE,
        f"feedback:address:{_hash(_network(request), window)}": MOST_FROM_ADDRESS,
    }
    counts = cache.get_many(limits)
    if any(counts.get(key, 0) >= most for key, most in limits.items()):
        return int((window + 1) * WINDOW - now) + 1
    cache.set_many({key: counts.get(key, 0) + 1 for key in limits}, timeout=WINDOW)
    return 0


def _hash(network: str, window: int) -> str:
    return salted_hmac(
        f"partners.feedback.limits.{window}", network, algorithm="sha256"
    ).hexdigest()


def _network(request) -> str:
    """The reader's IPv4 address, or the /64 network of an IPv6 one: a household has a whole one."""
    if settings.CLIENT_ADDRESS_HEADER:
        # Each server adds what it saw at the end; only the last was written by ours.
        written = request.META.get(settings.CLIENT_ADDRESS_HEADER, "").rpartition(",")[2].strip()
    else:
        written = request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
