"""The editorial checks: families of rules, their registry, and the review that applies them."""
