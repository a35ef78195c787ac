"""One account a role, passwords of this installation only, addresses that follow the port."""

import stat
import subprocess

import pytest
from django.contrib.auth import authenticate, get_user_model
from wagtail.models import Site

from cms.demo.accounts import ACCOUNTS, Passwords, account_lines, make_accounts, new_password
from cms.demo.preparation import follow_port
from partners.models import Partner
from partners.roles import Role
from tests.demo_process import PROJECT

User = get_user_model()


@pytest.fixture
def passwords(tmp_path):
    return Passwords(tmp_path / "demo-accounts.json")


def test_every_role_has_an_account_and_one_administers_the_network():
    assert {account.role for account in ACCOUNTS} == {*Role, None}


def test_accounts_are_named_after_roles_at_addresses_that_cannot_exist():
    for account in ACCOUNTS:
        assert account.email.endswith(".invalid")
    assert len({account.email for account in ACCOUNTS}) == len(ACCOUNTS)


def test_an_account_signs_in_with_the_kept_password_and_has_its_role_only(db, passwords):
    assert make_accounts(passwords) == len(ACCOUNTS)
    for account in ACCOUNTS:
        person = authenticate(username=account.username, password=passwords.of(account.username))
        assert person is not None, account.username
        assert person.is_superuser == (account.role is None)
        assert [group.partner_group.role for group in person.groups.all()] == (
            [account.role] if account.role else []
        )
        # Role and place, no person; without them the account screen could not be saved.
        assert person.first_name.lower() == account.username.partition("-")[0]
        assert person.last_name


def test_passwords_are_kept_for_their_owner_only(db, passwords):
    make_accounts(passwords)
    assert stat.S_IMODE(passwords.path.stat().st_mode) == 0o600
    passwords.path.chmod(0o644)
    again = Passwords(passwords.path)
    assert stat.S_IMODE(passwords.path.stat().st_mode) == 0o600
    assert again.known == passwords.known


def test_git_ignores_the_passwords():
    done = subprocess.run(
        ["git", "check-ignore", "-q", "var/demo-accounts.json"], cwd=PROJECT, check=False
    )
    assert done.returncode == 0


def test_no_two_passwords_are_alike_and_each_satisfies_the_rules():
    from django.contrib.auth.password_validation import validate_password

    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    for password in list(made)[:20]:
        validate_password(password)


def test_a_second_start_keeps_what_somebody_changed(db, passwords):
    make_accounts(passwords)
    editor = User.objects.get(username="editor-rivne")
    editor.set_password("chosen by the editor")
    editor.save()
    User.objects.get(username="library").delete()

    assert make_accounts(Passwords(passwords.path)) == 0
    assert authenticate(username="editor-rivne", password="chosen by the editor")
    assert not User.objects.filter(username="library").exists()


def test_a_new_database_gets_the_passwords_that_were_kept(db, passwords):
    make_accounts(passwords)
    kept = dict(passwords.known)
    User.objects.all().delete()
    make_accounts(Passwords(passwords.path))
    assert Passwords(passwords.path).known == kept
    assert authenticate(username="editor-rivne", password=kept["editor-rivne"])


def test_the_terminal_shows_name_password_and_role(db, passwords):
    make_accounts(passwords)
    shown = "\n".join(account_lines(passwords))
    for account in ACCOUNTS:
        assert account.username in shown
        assert passwords.of(account.username) in shown
    assert "network administrator" in shown
    assert "translator (rivne, en)" in shown


def test_all_addresses_follow_the_port(db):
    follow_port(8123)
    assert {site.port for site in Site.objects.all()} == {8123}
    rivne = Partner.objects.get(key="rivne")
    assert rivne.site.root_url == "http://rivne.localhost:8123"
    assert rivne.site.root_page.specific.full_url.startswith("http://rivne.localhost:8123/")
    follow_port(8000)
    assert Partner.objects.get(key="rivne").site.root_url == "http://rivne.localhost:8000"
