"""Running text has nothing in it that runs: not from a form, a translation, a catalogue or a row."""

import json
import re

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, get_page_models
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringTranslation,
    TranslationContext,
)

from home.blocks.text import LINE_FEATURES, PROSE_FEATURES
from home.prose import only_prose, safe_address
from stories.models import EventPage, StoryIndexPage, StoryPage
from tests.builders import Editor, Reader, index, story
from tests.cms.translation_people import (
    editor_of,
    in_language,
    publish,
    put,
    send,
    translation_of,
    write_all,
)

# What somebody would plant, and what must be in no page whatever becomes of the rest.
PLANTED = [
    "<script>planted()</script>",
    "<SCRIPT SRC=/documents/1/planted.txt></SCRIPT>",
    "<img src=x onerror=planted()>",
    '<p onclick="planted()" style="color:red" class="planted">words</p>',
    "<svg onload=planted()><script>planted()</script></svg>",
    '<iframe src="https://planted.example"></iframe>',
    '<iframe srcdoc="<script>planted()</script>"></iframe>',
    '<object data="planted"></object><embed src="planted">',
    '<a href="javascript:planted()">words</a>',
    '<a href=" jav&#x09;ascript:planted()">words</a>',
    '<a href="JaVaScRiPt&colon;planted()">words</a>',
    '<a href="vbscript:planted()">words</a>',
    '<a href="data:text/html,<script>planted()</script>">words</a>',
    '<a href="https://cbss.org" onmouseover="planted()">words</a>',
    '<embed embedtype="media" url="https://planted.example"/>',
    '<embed embedtype="image" id="1" format="left" alt="planted"/>',
    '<form action="https://planted.example"><input name="planted"><button>planted</button></form>',
    '<style>@import "https://planted.example"</style>',
    '<link rel=stylesheet href="https://planted.example"><meta http-equiv=refresh content="0;planted">',
    '<base href="https://planted.example">',
    '<math><mtext><style><img src=x onerror="planted()"></style></mtext></math>',
    "<template><script>planted()</script></template>",
    "<!--><script>planted()</script>-->",
    '<p data-block-key="a"><script>planted()</script></p>',
    "<b <script>planted()</script>",
    '<p data-block-key="x" onfocus=planted() autofocus>words</p>',
]
RUNS = re.compile(
    r"<(?:script|svg|iframe|object|embed|form|input|style|link|meta|base|math|template|img)\b"
    r"|<[^>]*\son\w+\s*=|<[^>]*\sstyle\s*=|<a\b[^>]*(?:javascript|vbscript|data)\s*:",
    re.IGNORECASE,
)
TEXT = '<p data-block-key="k1">Said <b>loudly</b> and <i>softly</i> <a href="https://cbss.org/">there</a><br/>.</p><ul><li data-block-key="k2">one</li></ul>'


# --- the last look -------------------------------------------------------------------------------
@pytest.mark.parametrize("html", PLANTED)
def test_nothing_that_runs_is_shown(html):
    for around in ("{}", "<p>before {} after</p>", "<ul><li>{}</li></ul>"):
        shown = only_prose(around.format(html))
        assert not RUNS.search(shown), shown


def test_what_the_editor_makes_is_shown_unchanged():
    assert only_prose(TEXT) == TEXT
    for address in ("https://a.example/?a=1&amp;b=2", "mailto:a@b.example", "tel:+46708650041"):
        link = f'<p><a href="{address}">x</a></p>'
        assert only_prose(link) == link
    assert only_prose("") == ""
    assert only_prose("5 &lt; 6 > 4 & «так»") == "5 &lt; 6 > 4 & «так»"


def test_the_words_of_what_is_not_prose_stay():
    assert only_prose('<h2 class="x">Words</h2><blockquote>more</blockquote>') == "Wordsmore"


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("https://cbss.org", True),
        ("/uk/stories/", True),
        ("#part", True),
        ("tel:+4670", True),
        ("javascript:1", False),
        ("\x01javascript:1", False),
        ("java\nscript:1", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("ftp://x.example", False),
        ("http://[", False),
    ],
)
def test_addresses_lead_to_the_web_or_nowhere(address, is_safe):
    assert (safe_address(address) == address) is is_safe


@pytest.mark.django_db
def test_no_text_of_the_seed_needs_cleaning():
    from wagtail.rich_text import expand_db_html

    from home import prose
    from home.readiness.contents import RICH_TEXT, pieces

    seen = 0
    for page in Page.objects.filter(depth__gt=3).specific():
        for piece in pieces(page):
            if piece.kind == RICH_TEXT:
                seen += 1
                assert prose._AS_WRITTEN.fullmatch(expand_db_html(str(piece.value))), piece
    assert seen > 100


# --- what editors have -----------------------------------------------------------------------------
def _blocks(block):
    yield block
    if isinstance(block, blocks.BaseStreamBlock | blocks.BaseStructBlock):
        for child in block.child_blocks.values():
            yield from _blocks(child)
    elif isinstance(block, blocks.ListBlock):
        yield from _blocks(block.child_block)


def test_no_block_takes_raw_html_and_every_text_names_its_features():
    seen = 0
    for model in get_page_models():
        for field in model._meta.get_fields():
            if isinstance(field, RichTextField):
                assert set(field.features) <= set(PROSE_FEATURES), field
            if not isinstance(field, StreamField):
                continue
            for block in _blocks(field.stream_block):
                seen += 1
                assert not isinstance(block, blocks.RawHTMLBlock), block.name
                if isinstance(block, blocks.RichTextBlock):
                    assert block.features in (PROSE_FEATURES, LINE_FEATURES), block.name
    assert seen > 50


def contentstate(*texts, style=None, entity=None, kind="unstyled") -> str:
    """What the editor's script posts."""
    parts = [
        {
            "key": f"k{number}",
            "text": text,
            "type": kind,
            "depth": 0,
            "inlineStyleRanges": [{"offset": 0, "length": 4, "style": style}] if style else [],
            "entityRanges": [{"offset": 0, "length": 4, "key": 0}] if entity else [],
        }
        for number, text in enumerate(texts)
    ]
    return json.dumps({"blocks": parts, "entityMap": {"0": entity} if entity else {}})


POSTED = [
    contentstate("<script>planted()</script>"),
    contentstate("words", kind="header-two"),
    contentstate("words", kind="atomic", entity={"type": "IMAGE", "mutability": "IMMUTABLE",
                 "data": {"id": 1, "format": "left", "alt": "planted"}}),
    contentstate("words", kind="atomic", entity={"type": "EMBED", "mutability": "IMMUTABLE",
                 "data": {"url": "https://planted.example"}}),
    contentstate("words", style="CODE"),
    contentstate("words", style='B" onclick="planted()'),
    contentstate("words", kind='p onclick="planted()"'),
    *(
        contentstate("words", entity={"type": "LINK", "mutability": "MUTABLE", "data": data})
        for data in (
            {"url": "javascript:planted()"},
            {"url": " java\tscript:planted()"},
            {"url": "data:text/html,planted"},
            {"url": "vbscript:planted()"},
            {"url": 'https://x.example/" onclick="planted()'},
            {"url": "https://x.example/", "onclick": "planted()"},
        )
    ),
    contentstate("words", entity={"type": "script", "mutability": "MUTABLE", "data": {"src": "x"}}),
    "<script>planted()</script>",
    "{",
    "[]",
    "null",
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("posted", POSTED)
def test_what_is_posted_past_the_editor_is_dropped_or_refused(rivne, posted):
    from tests.home.test_publishing import story_form

    page = story(rivne, "Words", slug="words")
    who = Editor("editor", rivne, raise_request_exception=False)
    form = story_form(title="Words", slug="words", what_was_done=posted) | {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "paragraph",
        "body-0-id": "",
        "body-0-value": posted,
    }
    response = who.post(f"/admin/pages/{page.pk}/edit/", form)
    assert response.status_code in (200, 302, 400), "Told, not broken."
    kept = page.get_latest_revision_as_object()
    for text in (kept.what_was_done, json.dumps(kept.body.get_prep_value())):
        assert not RUNS.search(text), text
        assert "<h2" not in text
        assert "<code" not in text


# --- what is shown -------------------------------------------------------------------------------
@pytest.mark.django_db
def test_what_somebody_writes_into_the_database_is_not_shown(rivne):
    page = story(rivne, "Words", slug="words")
    planted = "".join(PLANTED)
    raw = [
        {"type": "paragraph", "value": planted},
        {"type": "callout", "value": {"title": "<script>planted()</script>", "text": planted}},
        {"type": "steps", "value": {"title": "", "items": [{"title": "x", "text": planted}]}},
        {"type": "heading", "value": "<script>planted()</script>"},
        {
            "type": "links",
            "value": {
                "title": "",
                "items": [{"title": "x", "text": "", "page": None, "url": "javascript:planted()"}],
            },
        },
        {
            "type": "video",
            "value": {"title": "x", "provider": "y", "url": "data:text/html,x", "image": None},
        },
        {
            "type": "quote",
            "value": {"text": "<img src=x onerror=planted()>", "attribution": "<b>", "source": ""},
        },
    ]
    StoryPage.objects.filter(pk=page.pk).update(
        what_was_done=planted,
        outcome=planted,
        what_did_not_work=planted,
        title="<script>planted()</script>",
        lead="<script>planted()</script>",
        place='"><script>planted()</script>',
        source_label="<script>planted()</script>",
        source_url="javascript:planted()",
        body=json.dumps(raw),
    )
    html = Reader(rivne).get("/uk/stories/words/").content.decode()
    main = html.split("<main")[1].split("</main>")[0]
    main = re.sub(r"<form\b.*?</form>", "", main, flags=re.S)
    assert not RUNS.search(main), RUNS.search(main)
    assert "<script>planted" not in html
    assert "javascript:" not in re.sub(r"&[a-z]+;[^<]*", "", main)
    # Nor in a preview of the same, nor in a list, a feed or the search.
    who = Editor("editor", rivne)
    draft = who.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    assert "<script>planted" not in draft
    assert not RUNS.search(
        re.sub(r"<form\b.*?</form>", "", draft.split("<main")[1].split("</main>")[0], flags=re.S)
    )
    for path in ("/uk/stories/", "/uk/", "/uk/search/?q=planted", "/uk/embed/stories/"):
        assert "<script>planted" not in Reader(rivne).get(path).content.decode()
    assert "<script>planted" not in Reader(rivne).get("/uk/stories/feed.atom").content.decode()


@pytest.mark.django_db
def test_a_registration_leads_to_the_web_or_nowhere(rivne):
    from tests.builders import event

    page = event(rivne, "Meeting", slug="meeting")
    EventPage.objects.filter(pk=page.pk).update(registration_url="javascript:planted()")
    assert "javascript:" not in Reader(rivne).get("/uk/events/meeting/").content.decode()


# --- translations --------------------------------------------------------------------------------
@pytest.fixture
def sent(rivne) -> StoryPage:
    """The English version of a story with a link in its text, as translators find it."""
    words = '<p>Читальня <a href="https://cbss.org/">там</a>.</p>'
    page = story(rivne, "Читальня", slug="reading-room", what_was_done=words)
    send(Editor("editor", rivne), page, "en")
    return in_language(page, "en")


def shown_in_english() -> str:
    return Reader("rivne").get("/en/stories/reading-room/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("planted", PLANTED[:10])
def test_a_translation_that_runs_is_not_used(
    rivne, sent, planted, django_capture_on_commit_callbacks
):
    translator = Editor("translator", rivne, "en")
    write_all(translator, sent, "EN ")
    for segment in editor_of(translator, sent)["segments"]:
        if segment["type"] == "string" and segment["contentPath"] == "what_was_done":
            assert put(translator, segment["editUrl"], planted).status_code in (200, 201)
    with django_capture_on_commit_callbacks(execute=True):
        publish(Editor("publisher", rivne), sent)
    assert "planted" not in shown_in_english()


@pytest.mark.django_db
def test_a_catalogue_that_runs_is_not_used(rivne, sent, django_capture_on_commit_callbacks):
    translator = Editor("translator", rivne, "en")
    write_all(translator, sent)
    translation = translation_of(sent)
    catalogue = translation.export_po()
    for entry in catalogue:
        entry.msgstr = "<script>planted()</script><p onclick=planted()>words</p>"
    translator.post(
        reverse("wagtail_localize:upload_pofile", args=[translation.pk]),
        {"file": SimpleUploadedFile("x.po", str(catalogue).encode())},
    )
    assert StringTranslation.objects.filter(data__contains="planted").exists()
    with django_capture_on_commit_callbacks(execute=True):
        publish(Editor("publisher", rivne), sent)
    assert "<script>planted" not in shown_in_english()
    assert "onclick" not in shown_in_english()
    assert isinstance(catalogue, polib.POFile)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["javascript:planted()", "JAVA\tscript:planted()", "data:text/html,planted"]
)
def test_a_translator_cannot_lead_a_link_to_what_runs(
    rivne, sent, address, django_capture_on_commit_callbacks
):
    translator = Editor("translator", rivne, "en")
    segment = OverridableSegment.objects.get(
        source=translation_of(sent).source, context__path__startswith="what_was_done"
    )
    where = reverse("wagtail_localize:edit_override", args=[translation_of(sent).pk, segment.pk])
    assert put(translator, where, address).status_code == 400
    assert not SegmentOverride.objects.exists()
    assert put(translator, where, "https://www.kiel.de/").status_code == 201
    # Written past the guard, it is not shown either.
    context = TranslationContext.objects.get(pk=segment.context_id)
    SegmentOverride.objects.filter(context=context).update(data_json=json.dumps(address))
    write_all(translator, sent)
    with django_capture_on_commit_callbacks(execute=True):
        publish(Editor("publisher", rivne), sent)
    html = shown_in_english()
    assert "EN " in html
    assert "planted" not in html
    assert index(StoryIndexPage, rivne, "en").live
