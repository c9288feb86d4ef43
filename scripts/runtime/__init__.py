"""Makes what a browser starts Python and the calculators from."""
