"""Accessibility inspection of any Word document: barriers for people with disabilities, and how to fix them in Word."""
