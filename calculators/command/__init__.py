"""What the commands of the command line share, and those that are longer than a calculator's."""
