"""What `debatekit check` says of a motion: whether quotations are true, references whole and both sides served alike.

Promises findings with a stable code, a place and what to do; suggests, and never judges what only a teacher can.
Knows nothing of pages or of Word.
"""
