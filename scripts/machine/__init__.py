"""What the commands need of the machine they run on: packages, a browser, a server, one kind of error."""
