"""The Printer adapter on WeasyPrint."""
