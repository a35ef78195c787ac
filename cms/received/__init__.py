"""What comes in with a request and is no request: refused in words, before or where it is met."""
