"""All that touches a network, and only when a user gives an address or a feed."""
