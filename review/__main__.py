"""python -m review: the same as the command nianbao."""

from review.cli import main

if __name__ == "__main__":
    main()
