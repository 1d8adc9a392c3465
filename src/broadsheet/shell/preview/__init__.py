"""A look at an edition in all its forms while templates and style are worked on."""
