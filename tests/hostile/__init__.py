"""What somebody might send to do harm: an answer in time, and nothing written."""
