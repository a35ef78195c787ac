"""The admin limited to one's own partner: whose a thing is, who may touch it, and the gate.

ownership: whose an object is. rights: what a person may see. verdicts: what every address of the
admin says to that. arguments: what stands in an address. gate: asks all of them, once a request.
"""
