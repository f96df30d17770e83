"""Unnamed sources: how much is said of them, why, how many, and when two are one."""
