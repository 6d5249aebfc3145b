"""Claims of many reports → incidents, the accounts of each, and what contradicts what."""
