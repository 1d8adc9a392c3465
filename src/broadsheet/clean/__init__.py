"""From articles to clean, unique articles: residue, canonical URLs, filters, duplicates."""
