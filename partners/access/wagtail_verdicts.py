"""The verdicts of Wagtail's own addresses, screen by screen, with the reason for each."""

from partners.access import bulk
from partners.access.arguments import (
    DOCUMENT,
    IMAGE,
    OBJECT_OF_NAMED_MODEL,
    OWN_BY_VIEW,
    PAGE,
    PAGE_OR_TOP,
    REVISION,
    SITE,
    TASK,
    TASK_STATE,
    UPLOAD,
    WORD,
    WORKFLOW_STATE,
)
from partners.access.verdicts import anyone, denied, objects, signed_in


def register() -> None:
    """Called once, from the AppConfig."""
    _entrance()
    _first_screen_and_account()
    _pages()
    _reviews_and_versions()
    _page_choosers()
    _bulk_actions()
    _reports()
    _images()
    _documents()
    _settings()
    _interfaces()
    _administrators()


def _entrance() -> None:
    anyone(
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_complete",
        why="Who signs in, or lost a password, is not signed in.",
    )
    anyone(
        "wagtailadmin_password_reset_confirm",
        why="The address in an e-mail: its token is what lets in.",
        uidb64=WORD,
        token=WORD,
    )
    anyone(
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        why="Icons and words of Wagtail, the same for everybody.",
    )
    anyone("admin/^.*/$", why="Wagtail's own 404 for what is no address.")


def _first_screen_and_account() -> None:
    signed_in("wagtailadmin_home", why="Its panels show the person's own partners.")
    signed_in("wagtailadmin_account", why="The form is bound to the person who asks.")
    signed_in("wagtailadmin_dismissibles", why="Reads and writes the person's own profile.")
    signed_in(
        "wagtailadmin_block_preview",
        why="Shows the example of a block that code holds; it names no object.",
    )


def _pages() -> None:
    signed_in("wagtailadmin_explore_root", why="Leads to the pages that the person may open.")
    objects(
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        why="Children of a page of one's own; at the top of the tree those one may open.",
        parent_page_id=PAGE_OR_TOP,
    )
    signed_in(
        "wagtailadmin_pages:search",
        "wagtailadmin_pages:search_results",
        why="Searches the pages that the person may open.",
    )
    objects(
        "wagtailadmin_pages:add",
        "wagtailadmin_pages:preview_on_add",
        why="A page type, which the view compares with what may stand there, and an own parent.",
        content_type_app_name=WORD,
        content_type_model_name=WORD,
        parent_page_id=PAGE,
    )
    objects(
        "wagtailadmin_pages:add_subpage",
        why="What may stand below an own page.",
        parent_page_id=PAGE,
    )
    objects(
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:preview_on_edit",
        "wagtailadmin_pages:view_draft",
        "wagtailadmin_pages:delete",
        "wagtailadmin_pages:unpublish",
        "wagtailadmin_pages:copy",
        "wagtailadmin_pages:lock",
        "wagtailadmin_pages:unlock",
        "wagtailadmin_pages:usage",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:history_results",
        "wagtailadmin_pages:workflow_history",
        "wagtailadmin_pages:revisions_index",
        "wagtailadmin_pages:confirm_workflow_cancellation",
        why="One page of one's own; what may be done with it, the roles say.",
        page_id=PAGE,
    )
    objects(
        "wagtailadmin_pages:move",
        "wagtailadmin_pages:move_confirm",
        "wagtailadmin_pages:set_page_position",
        why="A page of one's own, to a place of one's own.",
        page_to_move_id=PAGE,
        destination_id=PAGE,
    )
    denied(
        "wagtailadmin_pages:convert_alias",
        why="There are no aliases: each would stand in the wrong language.",
    )


def _reviews_and_versions() -> None:
    objects(
        "wagtailadmin_pages:workflow_action",
        "wagtailadmin_pages:collect_workflow_action_data",
        why="A step of the review of an own page; the task says whose it is to answer.",
        page_id=PAGE,
        action_name=WORD,
        task_state_id=TASK_STATE,
    )
    objects(
        "wagtailadmin_pages:workflow_preview",
        why="An own page as its reviewers see it.",
        page_id=PAGE,
        task_id=TASK,
    )
    objects(
        "wagtailadmin_pages:workflow_history_detail",
        why="One review of an own page.",
        page_id=PAGE,
        workflow_state_id=WORKFLOW_STATE,
    )
    objects(
        "wagtailadmin_pages:revisions_view",
        "wagtailadmin_pages:revisions_revert",
        "wagtailadmin_pages:revisions_unschedule",
        "wagtailadmin_pages:revisions_compare",
        why="Versions of an own page.",
        page_id=PAGE,
        pk=PAGE,
        revision_id=REVISION,
        revision_id_a=REVISION,
        revision_id_b=REVISION,
    )
    objects(
        "wagtailadmin_editing_sessions:ping",
        why="Who else has an own page open.",
        app_label=WORD,
        model_name=WORD,
        object_id=OBJECT_OF_NAMED_MODEL,
        session_id=OWN_BY_VIEW,
        parameters={"revision_id": REVISION},
    )
    objects(
        "wagtailadmin_editing_sessions:release",
        why="Ends an own session: the view looks for it among the person's.",
        session_id=OWN_BY_VIEW,
    )


def _page_choosers() -> None:
    signed_in(
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_search",
        why="Offers the pages of one's own partners and of the library.",
    )
    objects(
        "wagtailadmin_choose_page_child",
        why="The same below a page of one's own.",
        parent_page_id=PAGE_OR_TOP,
    )
    signed_in(
        "wagtailadmin_choose_page_chosen_multiple",
        why="Several pages of one's own, chosen together.",
        parameters={"id": PAGE},
    )
    signed_in(
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link",
        why="A form for an address that the person types.",
    )


def _bulk_actions() -> None:
    objects(
        "wagtail_bulk_action",
        why="The listed actions on objects of one's own.",
        app_label=WORD,
        model_name=WORD,
        action=bulk.ACTION,
        parameters=bulk.PARAMETERS,
    )


def _reports() -> None:
    signed_in(
        "wagtailadmin_reports:locked_pages",
        "wagtailadmin_reports:locked_pages_results",
        "wagtailadmin_reports:workflow",
        "wagtailadmin_reports:workflow_results",
        "wagtailadmin_reports:workflow_tasks",
        "wagtailadmin_reports:workflow_tasks_results",
        "wagtailadmin_reports:aging_pages",
        "wagtailadmin_reports:aging_pages_results",
        why="Lists of the pages that the person may change.",
    )
    denied(
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:site_history_results",
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_reports:page_types_usage_results",
        "wagtailadmin_pages:type_use",
        "wagtailadmin_pages:type_use_results",
        "wagtailadmin_pages:choose_parent",
        why="They count and list everybody's things, or are reached from there only.",
    )


def _images() -> None:
    signed_in(
        "wagtailimages:index",
        "wagtailimages:index_results",
        "wagtailimages:add",
        "wagtailimages:add_multiple",
        "wagtailimages_chooser:choose",
        "wagtailimages_chooser:choose_results",
        "wagtailimages_chooser:create",
        why="Pictures and collections on which the person has a right.",
    )
    signed_in(
        "wagtailimages_chooser:chosen_multiple",
        why="Several pictures of one's own, chosen together.",
        parameters={"id": IMAGE},
    )
    objects(
        "wagtailimages:edit",
        "wagtailimages:delete",
        "wagtailimages:image_usage",
        "wagtailimages:edit_multiple",
        "wagtailimages:delete_multiple",
        "wagtailimages_chooser:select_format",
        "wagtailimages_chooser:chosen",
        why="One picture of one's own or of the library; the roles say what may be done.",
        image_id=IMAGE,
        pk=IMAGE,
    )
    objects(
        "wagtailimages:create_multiple_from_uploaded_image",
        "wagtailimages:delete_upload_multiple",
        why="A picture that the person sent and has not described yet.",
        uploaded_file_id=UPLOAD,
    )
    denied(
        "wagtailimages:url_generator",
        "wagtailimages:url_generator_output",
        "wagtailimages:preview",
        why="Addresses of pictures that no page shows are for nobody.",
    )


def _documents() -> None:
    signed_in(
        "wagtaildocs:index",
        "wagtaildocs:index_results",
        "wagtaildocs:add",
        "wagtaildocs:add_multiple",
        "wagtaildocs_chooser:choose",
        "wagtaildocs_chooser:choose_results",
        "wagtaildocs_chooser:create",
        why="Documents and collections on which the person has a right.",
    )
    signed_in(
        "wagtaildocs_chooser:chosen_multiple",
        why="Several documents of one's own, chosen together.",
        parameters={"id": DOCUMENT},
    )
    objects(
        "wagtaildocs:edit",
        "wagtaildocs:delete",
        "wagtaildocs:document_usage",
        "wagtaildocs:edit_multiple",
        "wagtaildocs:delete_multiple",
        "wagtaildocs_chooser:chosen",
        why="One document of one's own or of the library; the roles say what may be done.",
        document_id=DOCUMENT,
        doc_id=DOCUMENT,
        pk=DOCUMENT,
    )
    objects(
        "wagtaildocs:create_multiple_from_uploaded_document",
        "wagtaildocs:delete_upload_multiple",
        why="A document that the person sent and has not described yet.",
        uploaded_file_id=UPLOAD,
    )
    objects(
        "wagtaildocs_serve",
        why="The file itself, for those who work with it (partners/wagtail_hooks.py).",
        **{"0": DOCUMENT, "1": WORD},
    )
    denied(
        "wagtaildocs_authenticate_with_password",
        why="No collection is behind a password.",
    )


def _settings() -> None:
    objects(
        "wagtailsettings:edit",
        "wagtailsettings:preview_on_edit",
        why="Settings of an own site; without a number the view leads to the first of them.",
        app_name=WORD,
        model_name=WORD,
        pk=SITE,
    )


def _interfaces() -> None:
    signed_in(
        "wagtailadmin_api:pages:listing",
        "wagtailadmin_api:documents:listing",
        "wagtailadmin_api:images:listing",
        why="The menu of pages and the choosers; narrowed in partners/access/interfaces.py.",
    )
    objects("wagtailadmin_api:pages:detail", why="One page of one's own.", pk=PAGE)
    objects("wagtailadmin_api:images:detail", why="One picture of one's own.", pk=IMAGE)
    objects("wagtailadmin_api:documents:detail", why="One document of one's own.", pk=DOCUMENT)
    denied(
        "wagtailadmin_api:pages:find",
        "wagtailadmin_api:images:find",
        "wagtailadmin_api:documents:find",
        "wagtailadmin_api:pages:action",
        why="No screen of ours asks for them, and they act past the screens' rules.",
    )


def _administrators() -> None:
    for prefix, names in {
        "wagtailadmin_collections": "index add edit delete set_privacy",
        "wagtailadmin_workflows": (
            "index index_results add enable disable edit usage usage_results remove add_task "
            "select_task_type task_index task_index_results edit_task disable_task enable_task "
            "task_chooser task_chooser_results task_chooser_create task_chosen"
        ),
        "wagtaillocales": "index index_results add edit delete history history_results usage",
        "wagtailusers_users": (
            "index index_results add edit delete history history_results usage copy"
        ),
        "wagtailusers_groups": "index index_results add edit delete history history_results usage",
        "wagtailsites": "index index_results add edit delete history history_results usage copy",
    }.items():
        denied(
            *(f"{prefix}:{name}" for name in names.split()),
            why="What all partners stand on: their people, sites, languages and reviews.",
        )
    denied(
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
        why="There are no free tags.",
    )
    denied(
        "wagtailembeds:chooser",
        "wagtailembeds:chooser_upload",
        "wagtailsnippets:index",
        why="Nothing is embedded of third parties, and there are no snippets.",
    )
    denied("wagtailadmin_error_test", "admin/test404/", why="For trying error pages.")
    denied("wagtailadmin_pages:set_privacy", why="No page can be closed (partners/open_pages.py).")
