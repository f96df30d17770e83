"""What people decided, found again in an analysis, and put where it wins over the machine."""
