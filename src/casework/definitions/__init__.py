"""Workflow and scheme files (TOML): reading, checking, drawing and finding them."""
