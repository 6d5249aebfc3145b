"""Text as it is written: folding, tokens, sentences, numbers. Nothing here knows about events."""
