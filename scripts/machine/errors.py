"""The one error that means: the site cannot be built as its sources stand."""


class BuildError(Exception):
    """The site could not be built; the message names the file and says what to change."""
