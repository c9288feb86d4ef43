"""Makes Pyodide's WebAssembly smaller: what no calculator can reach is taken out, and nothing else is touched."""
