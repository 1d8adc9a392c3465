"""From bytes to articles: feeds, pages, Markdown, mail."""
