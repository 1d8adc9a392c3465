"""The Fetcher adapters: http(s) with address checks, and workspace files."""
