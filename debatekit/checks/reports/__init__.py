"""What a check came to → text for a person, or JSON, SARIF and GitHub's workflow commands for a machine.

Promises that all of them say the same, and that what could not be read or built is a finding, too.
"""

from debatekit.checks.reports.outcome import Outcome

__all__ = ["Outcome"]
