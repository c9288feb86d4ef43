"""What our pages may write beyond Markdown, as extensions of Python-Markdown, and what reads pages back."""
