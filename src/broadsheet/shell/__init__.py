"""Everything with side effects. The only place for clocks, files, networks and databases."""
