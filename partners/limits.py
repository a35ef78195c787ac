"""How often something may be tried, from one network address, on one site or for one account.

Counted in the shared cache. Who tried is kept nowhere: the key is a keyed hash that differs from
window to window, and it is gone when the window is over. Two requests at the same instant may
count as one; the limits are generous enough for that.
"""

import ipaddress
import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

WINDOW = 15 * 60  # seconds


@dataclass(frozen=True)
class Limit:
    """purpose: what is tried. subject: by or for whom. most: how often within one window."""

    purpose: str
    subject: str
    most: int

    def key(self, window: int) -> str:
        """Where the count of this window stands."""
        salt = f"partners.limits.{self.purpose}.{window}"
        return f"limit:{salted_hmac(salt, self.subject, algorithm='sha256').hexdigest()}"


def seconds_to_wait(limits: Iterable[Limit]) -> int:
    """0 while none of them is reached; else the seconds to the next window."""
    now = time.time()
    window = int(now // WINDOW)
    most = {limit.key(window): limit.most for limit in limits}
    counts = cache.get_many(most)
    if any(counts.get(key, 0) >= number for key, number in most.items()):
        return int((window + 1) * WINDOW - now) + 1
    return 0


def count(limits: Iterable[Limit]) -> None:
    """Count one try under each of them."""
    window = int(time.time() // WINDOW)
    keys = [limit.key(window) for limit in limits]
    counts = cache.get_many(keys)
    cache.set_many({key: counts.get(key, 0) + 1 for key in keys}, timeout=WINDOW)


def network_of(request) -> str:
    """The visitor's IPv4 address, or the /64 network of an IPv6 one: a household has a whole one."""
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
