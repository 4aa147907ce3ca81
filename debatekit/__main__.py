"""The command line as ``python -m debatekit``."""

from debatekit.cli import main

if __name__ == "__main__":
    main(prog_name="debatekit")
