"""What people and programs meet: each face translates, none decides."""
