"""Names across languages and scripts: countries, cities, organisations from tables, people and terms from the user."""
