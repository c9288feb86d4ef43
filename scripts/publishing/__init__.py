"""What a built site carries for others: links that hold, and files that other sites and programs read."""
