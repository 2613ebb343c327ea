"""How fast the engine is, always beside the raw-SQL floor of the same run."""
