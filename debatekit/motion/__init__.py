"""The motion file: what a debate is about, as a teacher writes it."""
