"""The SQLite store: schema, migrations and one adapter per port."""
