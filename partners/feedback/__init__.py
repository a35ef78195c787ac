"""Messages from readers: «Is something wrong on this page?», and what the partner does about it.

The reader's two pages are in ``home/feedback``, because they need the frame of a page.
"""

# Where readers write about a page: «/<language>/feedback/».
FEEDBACK_SLUG = "feedback"
