"""Stories whose whole truth is known: outlets that hear, copy, rewrite, hedge and distort.

    world ─spread→ Telling (who has it from whom, what changed) ─writing→ text ─gold→ labels

`generate.stories` yields them one by one, the same ones for the same seed, in
constant memory. Everything in them is invented.
"""
