"""The commands, a file each: they read options, call the other rooms, and print what those say.

Only click is imported at the top of a file; each command imports what it needs, so that ``--help`` answers at once.
"""
