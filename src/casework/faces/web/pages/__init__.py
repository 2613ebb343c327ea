"""The pages, a module for each; every function takes a `Visit` and gives an `Answer`."""
