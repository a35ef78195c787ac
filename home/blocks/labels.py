"""What an editor sees above each field of a block."""


class FieldLabels:
    """A block whose fields are named by what they mean in it, in the editor's language.

    ``labels`` in its Meta: field → label. One class of field serves many blocks («a short line»),
    so its own label says too little; and a label given to the field where it is declared would be
    written into the migrations, in English. Stands before ``StructBlock`` in the bases.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in self.meta.labels.items():
            child = self.child_blocks[name]
            child.label = child.meta.label = label
