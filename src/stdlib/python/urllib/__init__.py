"""URLs: urllib.parse. CPython's request, response, error and robotparser need sockets and are absent."""
