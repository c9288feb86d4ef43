"""Published mathematics, one topic a file; each function names its source."""
