"""`python -m reportedly`: the same as the command."""

from reportedly.show.cli import main

if __name__ == "__main__":
    main()
