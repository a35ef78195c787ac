"""The demo as a stranger meets it: from localhost to a site, and into the admin."""

import http.client
import re
import sqlite3

import pytest
from playwright.sync_api import expect

from cms.demo.accounts import ACCOUNTS

pytestmark = pytest.mark.browser

HOSTS = ("cbss", "harnosand", "izolyatsia", "rivne", "anenii-noi")


def status(server, host, path="/"):
    """Status of an address, asked with the Host header: Python does not know *.localhost."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path, headers={"Host": f"{host}:{server.port}"})
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def sign_in(page, server, username):
    page.goto(server.address("admin", "/admin/login/"))
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(server.accounts[username])
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(server.address("admin", "/admin/"))


@pytest.mark.parametrize("host", HOSTS)
def test_from_localhost_one_link_leads_to_every_site(page, demo_server, host):
    refused = []
    page.on(
        "console", lambda message: refused.append(message.text) if message.type == "error" else None
    )
    page.goto(demo_server.address(""))
    page.locator(f"h2 a[href='{demo_server.address(host)}']").click()
    page.wait_for_url(re.compile(rf"^{re.escape(demo_server.address(host, ''))}/[a-z]{{2}}/$"))
    expect(page.locator("h1")).to_be_visible()
    assert refused == []


def test_the_terminal_names_every_address_and_account(demo_server):
    for host in HOSTS:
        assert demo_server.address(host) in demo_server.said
    assert demo_server.address("admin", "/admin/") in demo_server.said
    for account in ACCOUNTS:
        assert account.username in demo_server.said
        assert demo_server.accounts[account.username] in demo_server.said


@pytest.mark.parametrize("username", [account.username for account in ACCOUNTS])
def test_every_account_signs_in_with_the_password_of_the_terminal(page, demo_server, username):
    sign_in(page, demo_server, username)
    expect(page.locator("h1").first).to_be_visible()


def test_a_message_that_would_have_been_sent_is_read_in_the_admin(page, demo_server):
    page.goto(demo_server.address("admin", "/admin/password_reset/"))
    page.locator("input[name=email]").fill("editor@harnosand.invalid")
    page.locator("form button[type=submit], form input[type=submit]").first.click()
    page.wait_for_url(re.compile("password_reset/done"))
    sign_in(page, demo_server, "administrator")
    page.goto(demo_server.address("admin", "/admin/demo-mail/"))
    expect(page.locator("article").first).to_contain_text("editor@harnosand.invalid")
    assert demo_server.address("admin", "/admin/password_reset/confirm/") in page.content()


@pytest.mark.parametrize("host", ["example.org", "evil.localhost", "rivne.localhost.evil.example"])
def test_every_other_host_is_refused(demo_server, host):
    assert status(demo_server, host) == 421


def test_a_second_demo_on_the_same_data_is_refused_while_this_one_runs(demo_server):
    from tests.demo_process import DemoServer

    second = DemoServer(demo_server.data_dir)
    second.output = demo_server.data_dir / "second.txt"
    with pytest.raises(AssertionError, match="already running"):
        second.start()
    assert status(demo_server, "rivne.localhost", "/uk/") == 200


def test_the_database_keeps_readers_from_waiting_for_writers(demo_server):
    database = sqlite3.connect(demo_server.data_dir / "rescom.sqlite3")
    try:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    finally:
        database.close()
