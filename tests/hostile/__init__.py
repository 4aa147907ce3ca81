"""What may be sent to do harm: an answer in time, and nothing written."""
