"""Makes the theme's search answer in a reader's words: other names, misspelt words, and fields of calculators."""
