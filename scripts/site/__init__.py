"""Makes the site: MkDocs makes the pages, and plain steps over the result do the rest."""
