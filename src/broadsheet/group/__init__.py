"""From articles to stories across outlets."""
