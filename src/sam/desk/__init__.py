"""The owner's web pages."""
