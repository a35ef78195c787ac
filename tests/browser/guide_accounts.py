"""Accounts of a running demo for the pictures of the guide, where the demo has none: a screen in a
language shows pages in that language. Run in a process of its own, with the demo's settings."""

import sys
from pathlib import Path


def main(file: str) -> None:
    """``file``: where the demo keeps its passwords."""
    import django

    django.setup()
    from cms.demo.accounts import DemoAccount, Passwords, make_accounts
    from partners.roles import Role

    wanted = [
        DemoAccount("editor-cbss", Role.EDITOR, "cbss"),
        DemoAccount("editor-anenii-noi", Role.EDITOR, "anenii-noi"),
        *(
            DemoAccount(f"manager-{partner}", Role.PARTNER_MANAGER, partner)
            for partner in ("cbss", "harnosand", "anenii-noi")
        ),
        *(
            DemoAccount(f"translator-cbss-{language}", Role.TRANSLATOR, "cbss", language)
            for language in ("sv", "uk", "ro")
        ),
    ]
    make_accounts(Passwords(Path(file)), wanted)


if __name__ == "__main__":
    main(sys.argv[1])
