"""The tables as the first version made them, frozen: what changes later is a migration of its own."""
