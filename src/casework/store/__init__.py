"""The record on disk: the only package that knows SQLAlchemy."""
