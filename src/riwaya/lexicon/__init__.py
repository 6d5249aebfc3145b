"""The lexicon: data files that a researcher edits, loaded into one frozen value."""
