"""Composing letters."""
