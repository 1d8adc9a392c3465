"""The e-mail linter: what mail programs will make of a message, before anybody gets it."""
