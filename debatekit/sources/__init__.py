"""Texts of sources: read them from files, and find quotations in them word for word."""
