"""How fast kits are made, beside other public tools, in one run: `python -m benchmarks`."""
