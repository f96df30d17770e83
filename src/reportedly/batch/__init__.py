"""The pipeline over a corpus that fits no memory, on an engine that exists.

    inputs ─read→ parts: articles with who says what      a file each, so many articles
           ─gather→ stories: which articles tell of one matter
           ─trace→ tables: attributions, claims, derivations, …   some stories a file

Each file is made beside its place and moved there, so a run that was killed goes on with
what is missing. The engine (Daft) hands tasks to processes, on this machine or on Ray.
"""
