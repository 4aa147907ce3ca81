"""Other public tools, each writing the same content as its own documentation says."""
