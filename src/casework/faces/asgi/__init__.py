"""What the pages and the HTTP API share: who asks, how they signed in, and what every request and answer must be."""
