"""Messages from readers: «Is something wrong on this page?», and what the partner does about it.

The reader's two pages are in ``home/feedback``, because they need the frame of a page.
"""

# The only address of a reader's host that takes a POST: «/<language>/feedback/».
FEEDBACK_SLUG = "feedback"
