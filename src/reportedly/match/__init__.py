"""Find where articles share text, and where they state the same claim.

articles ─copies→ Copy                         the same words, whole or in part
appearances ─statement─candidates─score─cluster→ Claim
"""
