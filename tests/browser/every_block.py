"""Pages that show every block and every field, put into a running demo: «python -m» this module.

The seed has no pictures, no documents and no coming event; without these pages their templates
would be in no test. Run by the fixture `every_block` with the demo's environment.
"""

import io
import json
import os

import django

PICTURE_SIZE = (900, 600)


def _upload(model, partner, title: str, name: str, data: bytes, **fields):
    from django.core.files.base import ContentFile

    return model.objects.create(
        title=title, file=ContentFile(data, name), collection=partner.collection, **fields
    )


def _picture(partner):
    from PIL import Image
    from wagtail.images import get_image_model

    data = io.BytesIO()
    Image.new("RGB", PICTURE_SIZE, (90, 120, 160)).save(data, "JPEG")
    return _upload(get_image_model(), partner, "Every block", "every-block.jpg", data.getvalue())


def _document(partner):
    from wagtail.documents import get_document_model

    language = partner.source_language
    document = _upload(
        get_document_model(), partner, "Notes", "notes.txt", b"Notes.\n" * 500, language=language
    )
    document.get_file_size()  # kept, as the form for uploads does
    return document


def body(picture, document, page) -> list[tuple]:
    """One of every block that a page can have."""
    shown = {"image": picture.pk, "alt_text": "Блакитна площина", "decorative": False}
    captioned = {"image": shown, "caption": "Що на світлині", "credit": "Хто зняв"}
    line = "<p>Текст із <b>наголосом</b> і <a href='https://cbss.org/rescom'>посиланням</a>.</p>"
    return [
        ("paragraph", line + "<ul><li>одне</li><li>друге</li></ul>"),
        ("heading", "Заголовок посеред тексту"),
        ("image", captioned),
        ("gallery", {"title": "Галерея", "items": [captioned, captioned]}),
        ("quote", {"text": "Ми це зробили.", "attribution": "Хтось", "source": "Десь"}),
        ("facts", {"title": "Факти", "items": [{"term": "Де", "detail": "Рівне"}]}),
        ("steps", {"title": "Кроки", "items": [{"title": "Перший", "text": line}]}),
        ("callout", {"title": "Увага", "text": line}),
        ("documents", {"title": "Документи", "items": [{"document": document.pk, "title": ""}]}),
        (
            "links",
            {
                "title": "Далі",
                "items": [
                    {"title": "Сторінка", "text": "Опис", "page": page.pk, "url": ""},
                    {"title": "Сайт", "text": "", "page": None, "url": "https://cbss.org/rescom"},
                ],
            },
        ),
        (
            "video",
            {
                "title": "Відео",
                "provider": "Постачальник",
                "url": "https://cbss.org/rescom",
                "image": shown,
            },
        ),
        ("retention", None),
    ]


def make(key: str) -> list[str]:
    """Publish the pages on one partner's site; returns their paths."""
    import datetime

    from home.blocks import BodyBlock
    from home.models import InformationPage
    from stories.models import EventIndexPage, EventPage, StoryIndexPage, StoryPage
    from tests.builders import home, index, partner

    of = partner(key)
    start = home(of)
    picture, document = _picture(of), _document(of)
    blocks = [{"type": name, "value": value} for name, value in body(picture, document, start)]
    known = set(BodyBlock().child_blocks)
    assert {block["type"] for block in blocks} == known, "Every block has a place here."
    common = {
        "lead": "Тут є все, що буває на сторінці.",
        "image": picture,
        "image_alt": "Блакитна площина",
        "image_credit": "Хто зняв",
        "body": json.dumps(blocks),
        "locale": start.locale,
    }
    text = "<p>Абзац тексту.</p>"
    source = {"source_label": "Джерело", "source_url": "https://cbss.org/rescom"}
    day = datetime.date.today() + datetime.timedelta(days=30)
    item = {"day": day.isoformat(), "time": "10:00", "title": "Відкриття", "text": text}
    pages = [
        (start, InformationPage(title="Усі блоки", slug="every-block", **common)),
        (
            index(StoryIndexPage, of),
            StoryPage(
                title="Історія з усім",
                slug="every-block",
                date=datetime.date(2025, 6, 1),
                place="Рівне",
                country="UA",
                theme="libraries",
                what_was_done=text,
                outcome=text,
                what_did_not_work=text,
                **source,
                **common,
            ),
        ),
        (
            index(EventIndexPage, of),
            EventPage(
                title="Подія з усім",
                slug="every-block",
                status="moved",
                start_date=day,
                start_time=datetime.time(10),
                end_date=day,
                end_time=datetime.time(16),
                repeats="weekly",
                repeats_until=day + datetime.timedelta(days=70),
                left_out=json.dumps(
                    [
                        {
                            "type": "item",
                            "value": {
                                "date": (day + datetime.timedelta(days=7)).isoformat(),
                                "reason": "holiday",
                            },
                        }
                    ]
                ),
                time_zone="Europe/Kyiv",
                format="hybrid",
                place_precision="city",
                place="Рівне",
                country="UA",
                languages=["uk", "en"],
                interpretation="синхронний переклад",
                who_may_come="усі охочі",
                costs_note="дорога — власним коштом",
                registration_url="https://cbss.org/rescom",
                registration_deadline=day,
                programme=json.dumps([{"type": "item", "value": item}]),
                conclusions=json.dumps([{"type": "paragraph", "value": text}]),
                **source,
                **common,
            ),
        ),
    ]
    paths = []
    for parent, page in pages:
        parent.add_child(instance=page)
        page.save_revision().publish()
        paths.append("/" + "/".join([of.source_language, *page.url_path.strip("/").split("/")[2:]]))
    return [f"{path}/" for path in paths]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    django.setup()
    print(json.dumps(make("rivne")))
