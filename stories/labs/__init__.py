"""Learning labs: what readers are asked, what partners bring to it, and what it came to."""

# Below the language: «events/<lab>/answer/», the form for readers. No page stands below an event.
ANSWER_PATH = r"events/[-\w]+/answer/"
