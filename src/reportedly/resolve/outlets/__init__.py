"""Outlets: the tables that are shipped and the user's, and which names mean one."""
