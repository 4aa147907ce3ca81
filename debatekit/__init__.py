"""debatekit turns one YAML motion file into a classroom debate kit of Word documents."""

__version__ = "0.1.0"
