"""The lines of a receipt: what differs between two looks at the same page."""

from home.models.withdrawals import ReceiptLine, WithdrawalReceipt
from home.receipts.places import Place

Kind, Result = ReceiptLine.Kind, ReceiptLine.Result
# What was the page's alone is gone with it; the rest answers without it.
OWN = (Kind.PAGE, Kind.EMBED)
ORDER = {kind: number for number, kind in enumerate(Kind.values)}


def write_withdrawn(receipt: WithdrawalReceipt, before: set[Place], after: set[Place]) -> None:
    """Write down every place that a withdrawal changed."""
    instead = {(place.kind, place.site, place.path): place.language for place in after}
    lines = []
    for place in _each_address(before - after):
        told = "" if place.kind == Kind.NAMED else instead.get(place[:3], "")
        if told and place.kind != Kind.DATA:
            result = Result.OTHER
        elif place.kind == Kind.FILE:
            result, told = Result.REMOVED, ""
        else:
            result, told = (Result.GONE if place.kind in OWN else Result.WITHOUT), ""
        lines.append(_line(receipt, place, result, told))
    ReceiptLine.objects.bulk_create(lines, batch_size=500)


def write_restored(receipt: WithdrawalReceipt, before: set[Place], after: set[Place]) -> None:
    """Write down every place that has the page again."""
    ReceiptLine.objects.bulk_create(
        [_line(receipt, place, Result.BACK, "") for place in _each_address(after - before)],
        batch_size=500,
    )


def _each_address(changed: set[Place]) -> list[Place]:
    """Each address once, by kind and site. A page that is gone itself leads nowhere any more."""
    own = {(place.site, place.path) for place in changed if place.kind in OWN}
    by_address = {
        place[:3]: place
        for place in sorted(changed, reverse=True)
        if place.kind != Kind.NAMED or (place.site, place.path) not in own
    }
    return sorted(by_address.values(), key=lambda place: (ORDER[place.kind], place[1:]))


def _line(receipt, place: Place, result: str, told: str) -> ReceiptLine:
    return ReceiptLine(
        receipt=receipt,
        kind=place.kind,
        result=result,
        site=place.site,
        path=place.path,
        language=place.language,
        told=told,
    )
