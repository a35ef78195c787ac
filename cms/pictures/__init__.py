"""Uploaded pictures and documents: what is let in, what is taken out, what readers get.

An editor uploads a photograph from a telephone and need not know that it carries the place where
it was taken: on every path the stored file has no metadata. A reader gets prepared sizes only,
made in the background, never the original.

- `validation`: which pictures are accepted, by content, with errors that say what to do
- `containers`, `metadata`: taking metadata out, without recompressing where that can be avoided
- `files`: the one door to the storage; `entrance` puts it on the models
- `documents`: the same for documents
- `forms`: the same checks and words on Wagtail's upload forms
- `renditions`: the prepared sizes, and `picture()` for templates
- `receivers`: when they are made
- `serving`: the only address under which readers get a picture
"""
