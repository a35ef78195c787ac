"""How published pages reach readers."""
