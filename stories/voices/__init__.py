"""«How we do it here»: what a partner says of a tool of the common library, inside that tool.

The voice is a page of the partner's own tree, with its languages and its review; readers meet it
within the tool on that partner's host, and as a link on the others. It remembers what the tool
said when it was written; when the tool changes, its editors are told, and nothing of theirs
changes by itself.
"""
