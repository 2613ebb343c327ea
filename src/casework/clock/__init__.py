"""The time: `wall` reads it; everything else is handed an instant or a legal day."""
