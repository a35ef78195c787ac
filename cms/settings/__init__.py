"""Settings, one module a surrounding: development (the demo), production, test."""
