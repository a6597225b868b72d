"""Page → articles. `read_page` is the one entry point; containers/ has one file per container."""
