"""What a withdrawal changed, address by address: found, written down, shown again, undone."""
