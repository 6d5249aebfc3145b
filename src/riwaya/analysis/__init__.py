"""Layers found in a text: mentions, places, times, attributions, events."""
