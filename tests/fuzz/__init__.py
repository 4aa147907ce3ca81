"""Whatever comes in: a sound document, or problems that say where and what to do."""
