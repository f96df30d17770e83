"""Names: reading them, and when two are one."""
