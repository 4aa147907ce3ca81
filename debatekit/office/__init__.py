"""A Word file from anywhere → its parts, safely: no file, however broken or hostile, does more than raise a problem.

Knows nothing of what the parts are read for.
"""
