"""From stories to takeaways, metrics, insight, expectations and claims checked against evidence."""
