"""From an edition to its channel forms; nothing is decided here."""
