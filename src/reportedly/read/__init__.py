"""Read news as people have it into `Article` records: HTML, PDF, plain text, Article JSON."""
