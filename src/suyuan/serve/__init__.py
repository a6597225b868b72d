"""Ways to ask the library: the web view and the API."""
