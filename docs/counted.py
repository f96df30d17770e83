"""Draw how independence is counted: python -m docs.counted

Four small stories of invented outlets are traced as any others are. Their pictures go to
docs/images/counted-*.svg, and what the program says of each below its picture in
docs/explanation/independence.md. tests/test_site.py fails when they are not what is there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import reportedly
from reportedly.show.chain import chain
from reportedly.show.svg import picture

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/explanation/independence.md"
IMAGES = ROOT / "docs/images"
PLACE = r"(<!-- counted: {} -->\n).*?(<!-- end -->)"
STYLE = ROOT / "src/reportedly/show/templates/report.css"


@dataclass(frozen=True, slots=True)
class Told:
    """One article of a story."""

    outlet: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """A story, and the name under which its picture is kept."""

    name: str
    alt: str
    articles: tuple[Told, ...]


WIRE = (
    "2026-03-02T08:00+00:00",
    "The Orle dam will be closed in June, its director Ada Roe told Merrin Wire on Monday. She was"
    " speaking after a meeting with farmers in Quay.",
)
POST = (
    "2026-03-02T10:00+00:00",
    "The Orle dam will be closed in June, its director Ada Roe told the Quay Post. The sluices have"
    " leaked since the autumn, and repairs would cost more than a new dam.",
)
STORIES = (
    Story(
        "one-agency",
        "Three papers have the claim from one agency, and the agency from the dam's director",
        (
            Told("Merrin Wire", *WIRE),
            Told(
                "Quay Post",
                "2026-03-02T10:00+00:00",
                "Anglers are angry. The Orle dam is going to be closed in June, according to Merrin"
                " Wire, and nobody knows what will become of the lake.",
            ),
            Told(
                "Tarn Courier",
                "2026-03-02T11:30+00:00",
                "Merrin Wire reported on Monday that the Orle dam will be closed in June. The town"
                " council meets tonight.",
            ),
            Told(
                "Upland Echo",
                "2026-03-03T07:00+00:00",
                "What next for the valley? The Orle dam will close in June, Merrin Wire has"
                " reported. Boats can be moored until then.",
            ),
        ),
    ),
    Story(
        "two-ways",
        "A paper has the claim from the director, a broadcaster from a minister: two ways",
        (
            Told("Quay Post", *POST),
            Told(
                "Radio Tarn",
                "2026-03-02T11:30+00:00",
                "Water Minister Viktor Ash told Radio Tarn this morning that the Orle dam will be"
                " closed in June. Asked about jobs, he had no answer.",
            ),
            Told(
                "Upland Echo",
                "2026-03-03T07:00+00:00",
                "What next for the valley? The Orle dam will close in June, the Quay Post has"
                " reported. Boats can be moored until then.",
            ),
        ),
    ),
    Story(
        "two-voices",
        "Two people are named, but both spoke to one agency: one way",
        (
            Told(
                "Merrin Wire",
                WIRE[0],
                f"{WIRE[1]}\n\nWater Minister Viktor Ash told Merrin Wire by telephone that the"
                " Orle dam will be closed in June.",
            ),
            Told(
                "Quay Post",
                "2026-03-02T10:00+00:00",
                "Anglers are angry. The Orle dam is going to be closed in June, Ada Roe, its"
                " director, told Merrin Wire, and nobody knows what will become of the lake.",
            ),
            Told(
                "Tarn Courier",
                "2026-03-02T11:30+00:00",
                "Water Minister Viktor Ash told Merrin Wire that the Orle dam will be closed in"
                " June. The town council meets tonight.",
            ),
        ),
    ),
    Story(
        "unknown",
        "A paper names the director; another says nothing of where it has the claim",
        (
            Told("Quay Post", *POST),
            Told(
                "Upland Echo",
                "2026-03-03T07:00+00:00",
                "Fishermen have put up their boats for sale this week. In June the Orle dam will be"
                " closed. Many of them have fished there since they were children.",
            ),
        ),
    ),
)


def drawn(story: Story) -> tuple[str, str]:
    """Return a story's picture as SVG, and the sentence in which its origins are counted."""
    articles = [
        reportedly.Article(
            id=f"{story.name}-{number}",
            text=told.text,
            outlet=told.outlet,
            published=reportedly.Moment(told.when, "minute"),
            language="en",
        )
        for number, told in enumerate(story.articles)
    ]
    traced = reportedly.trace(articles)
    claim = max(traced.claims, key=lambda one: len({a.article for a in one.claim.appearances}))
    texts = {article.id: article.text for article in articles}
    svg = picture(
        chain(claim, traced.resolution, articles),
        story.name,
        claim.claim.text,
        lambda article, span: span.of(texts[article]),
        lambda _: None,
    )
    return _standing_alone(svg), claim.independence.sentence


def _standing_alone(svg: str) -> str:
    """Return a picture with the report's colours inside, for a page that has other ones."""
    css = STYLE.read_text("utf-8")
    light, dark = re.findall(r"((?:\s*--[\w-]+: [^;]+;)+)", css)[:2]
    rules = "\n".join(re.findall(r"^svg\.chain .*$", css, re.M))
    style = (
        f"svg {{{light} }}\n@media (prefers-color-scheme: dark) {{ svg {{{dark} }} }}\n{rules}\n"
    )
    head, body = svg.split(">", 1)
    return f"{head}><style>\n{style}</style>{body}\n"


def written(page: str) -> Iterator[tuple[Path, str]]:
    """Yield each file that is made of the stories, with what belongs in it; `page` last."""
    for story in STORIES:
        svg, sentence = drawn(story)
        yield IMAGES / f"counted-{story.name}.svg", svg
        block = f"![{story.alt}](../images/counted-{story.name}.svg)\n\n> {sentence}\n"
        page = re.sub(
            PLACE.format(story.name),
            lambda found, block=block: found[1] + block + found[2],  # type: ignore[misc]
            page,
            flags=re.S,
        )
    yield PAGE, page


def main() -> None:
    """Write all of them."""
    for path, text in written(PAGE.read_text("utf-8")):
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
