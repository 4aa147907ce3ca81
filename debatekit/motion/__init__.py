"""The motion file: what a debate is about, as a teacher writes it.

Promises a `Motion` whose arguments and questions are numbered and whose references all lead somewhere, or every
problem of the file at once (`reading.read_motion`). Knows nothing of pages or of Word.
"""
