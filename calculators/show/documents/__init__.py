"""A document written as a web page, as Markdown and as a file of Office Open XML (DOCX)."""
