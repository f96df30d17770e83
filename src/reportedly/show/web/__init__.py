"""The workbench: pages in a browser, made for reading traces."""
