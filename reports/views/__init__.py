"""The public pages: parse the request, call one function, answer."""
