"""What is needed to work on debatekit and not to use it; no part of a wheel."""
