"""Check that a motion is true, complete, fair and readable."""
