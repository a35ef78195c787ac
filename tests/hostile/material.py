"""What people and programs send that no form asks for."""

from hypothesis import strategies as st

LONG = 70_000  # characters: more than any server in front lets through
NASTY = [
    "", " ", "\0", "a\0b", "\x7f", "\x1b[0m", "\r\nSet-Cookie: a=b", "\u202eevil", "\ufffd", "\uffff",
    "e\u0301" * 500, "\u0301", "مرحبا", "😀" * 200, "ﷺ" * 200, "İ", "ß", "ǅ", "٣", "½", "²",
    "'", '"', "\\", "%", "_", "%00", "%s", "{0}", "{{ 7*7 }}", "${7*7}", "<script>alert(1)</script>",
    "'; DROP TABLE wagtailcore_page; --", "1 OR 1=1", "NEAR(a b, 9)", "* OR -a", "a AND NOT", "^a", "a:*",
    "title_forms : a", "&|!<->", "../../etc/passwd", "//evil.example", "/\\evil.example",
    "javascript:alert(1)", "http://[", "-1", "0", "1e999", "NaN", "Infinity", "9" * 19, "9" * 30, "9" * 5000,
    "0x10", "1_000", "+1", "None", "null", "true", "[]", "{}", "[" * 2000, '{"a":' * 500, '"\\ud800"',
    "2025-13-45", "0001-01-01", "9999-12-31", "99999-01-01", "2025-02-30T25:61", "a" * LONG,
]  # fmt: skip

# Everything that UTF-8 can carry, and the worst of it more often than chance would.
words = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))
names = st.one_of(
    st.sampled_from(
        ["q", "p", "page", "before", "after", "kind", "token", "next", "id", "ordering"]
    ),
    st.text(max_size=12),
)
numbers = st.one_of(
    st.sampled_from(["0", "-1", "9" * 18, "9" * 30, "x", ""]), st.integers().map(str)
)
cursors = st.one_of(
    words,
    st.builds("{}.{}".format, st.dates().map(str), st.integers().map(str)),
    st.builds("{}.{}".format, words, words),
)
queries = st.one_of(
    st.dictionaries(names, words, max_size=4),
    st.fixed_dictionaries({}, optional={"q": words, "before": cursors, "page": numbers}),
)
# What follows the question mark, as bytes that nobody encoded.
raw_queries = st.one_of(
    st.sampled_from(
        ["%", "%ff", "q=%ff%fe", "q=%c0%af", "q=%ED%A0%80", "&" * 3000, "q=1&" * 1500, ";;", "="]
    ),
    st.binary(max_size=80).map(lambda raw: raw.decode("latin-1")),
)

PIECES = [
    b"\0", b"a\0b", b"\xff", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"%", b"%00", b"..", b".",
    b"...", b"", b"//", b"\\", b"\n", b"\r\n", b"\x7f", b"\xe2\x80\xae", b";", b"?", b"#", b"'", b'"', b"{{7*7}}",
    b"9" * 30, b"-1", b"a" * LONG, b"/".join([b"a"] * 3000), b"uk", b"UK", b"uk-UA", b"en", b"xx", b"admin",
    b"stories", b"events", b"tools", b"barcamp", b"embed", b"fragment", b"search", b"feedback", b"feed.rss",
    b"event.ics", b"images", b"a.png", b"x.css", b"documents", b"media", b"look", b"static", b"\xd1\x97\xd0\xb6",
]  # fmt: skip
paths = st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=12)), max_size=5).flatmap(
    lambda pieces: st.sampled_from([b"/" + b"/".join(pieces), b"/" + b"/".join(pieces) + b"/"])
)
header_values = st.one_of(
    st.sampled_from(
        ["", "\0", "a" * LONG, "\xff\xfe", "bytes=0-", "bytes=-1", "bytes=9-1,2-3", 'W/"x"', "*", ",,,", ";;;", "=",
         "Thu, 99 Foo 2099 99:99:99 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "Sun, 06 Nov 1994 08:49:37 GMT",
         "uk;q=x", "uk;q=9999999", ",".join(["uk"] * 3000), "en-" * 3000, "gzip;q=nan", "a=b; c", "null", "-1",
         "9" * 30, "1,2,3", "[::1]", "evil.example"]
    ),
    st.text(alphabet=st.characters(max_codepoint=255), max_size=40),
)  # fmt: skip
