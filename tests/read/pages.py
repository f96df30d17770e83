"""A saved news page for tests, with all that stands around an article."""

PARAGRAPHS = (
    "The minister said on Monday that the river would be turned before the snow came.",
    "A farmer told The Lantern that nobody had asked the people of the valley.",
    "“We heard it on the radio,” she said, and shut the gate behind her dog.",
)
LD = """{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "@id": "#site", "name": "Lantern Online"},
 {"@type": "NewsMediaOrganization", "@id": "#org", "name": "The Lantern"},
 {"@type": "NewsArticle", "headline": "River to be turned", "publisher": {"@id": "#org"},
  "datePublished": "2024-09-17T09:40:00+03:00", "dateModified": "2024-09-18",
  "author": [{"@type": "Person", "name": "Ann Ash"}, {"@type": "Person", "name": "Bo Elm"}]}]}"""
HEAD = f"""<title>River to be turned | The Lantern</title>
<link rel="canonical"
 href="https://web.archive.org/web/20240918/https://a.example/river?utm_source=x">
<script type="application/ld+json">{LD}</script>"""
AROUND = """<div class="related"><h2>Related</h2><ul><li><a href="/1">Bridge</a></li></ul></div>
<form class="newsletter"><p>Sign up for our newsletter</p><input></form>
<div id="comments"><h3>2 Comments</h3><p>I do not believe a word of this, says a reader.</p>
<h3>Leave a Reply</h3><p>Your email address will not be published.</p></div>
<footer>© The Lantern 2024. We use cookies.</footer>"""


def page(body: str = "", head: str = HEAD, title: str = "River to be turned") -> bytes:
    """Return a page around `body`, or around three paragraphs."""
    paragraphs = body or "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>
<nav><a href="/">Home</a><a href="/world">World</a></nav><form><h1>Search the site</h1></form>
<main><article><h1>{title}</h1>{paragraphs}</article></main>{AROUND}</body></html>""".encode()
