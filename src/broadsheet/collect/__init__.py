"""What to fetch and what to remember of it: plans, validators, back-off, windows."""
