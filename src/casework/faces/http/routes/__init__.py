"""The addresses, a module for each kind of resource. Every one says which right it asks for (`needs`)."""
