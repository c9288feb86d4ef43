"""The only writers of output: pages, charts, memos and files. Every value is escaped here, once."""
