"""The deciding: what may be done, and all that follows from it. No I/O."""
