"""What runs on our machines: set-up, build, server and checks. Nothing here ships to a reader's browser."""
