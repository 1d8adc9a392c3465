"""Rendering with templates that are not ours, where they can neither hang nor harm the program."""
