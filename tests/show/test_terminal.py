"""Traces and articles on a terminal."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from reportedly.show.chain import shown
from reportedly.show.listing import show_articles, show_attributions
from reportedly.show.terminal import show_trace
from tests.show.hostile import hostile_trace
from tests.show.story import load, trace


def printed(show, *things, width=100, encoding="utf-8", **options):
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, errors="strict", newline="")
    show(*things, Console(file=file, width=width, **options))
    file.flush()
    return raw.getvalue().decode(encoding)


def attributions(story):
    found = {}
    for one in story.resolution.appearances:
        found.setdefault(one.article, []).append(one.attribution)
    return found


def test_a_claim_says_what_matters():
    """Words, count, origin, first, chain, denial, silence, drift, findings with both passages."""
    out = printed(show_trace, trace(), shown(trace()))
    for words in (
        "1  “about 40 cracks have been found",
        "but 1 known origin",
        "an engineer who asked not to be named (not named, heard by Vesper Wire)",
        "first      Vesper Wire, 9 Mar 2026, 09:40",
        "The Quay Post (copy)",
        "denied by  Ines Kestrel",
        "no source  Skimline",
        "“About 40 cracks” (Vesper Wire) → “More than 60 cracks” (Radio Nine)",
        "false corroboration 0.94",
        "“The report was corroborated by Radio Nine",
        "“the Vesper Wire agency reported on Monday",
        "1 more statement stands in one article only",
    ):
        assert words in out


def test_a_claim_is_one_screen():
    """Even a claim with nine findings takes no more lines than a window has."""
    out = printed(show_trace, trace(), shown(trace())[:1])
    assert len(out.splitlines()) <= 45


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_lines_fit_the_terminal(width):
    """No line is wider than the terminal, and none ends with spaces."""
    story = trace()
    for out in (
        printed(show_trace, story, shown(story), width=width),
        printed(
            show_attributions, story.articles, attributions(story), story.resolution, width=width
        ),
    ):
        assert all(cell_len(line) <= width for line in out.splitlines())
        assert all(line == line.rstrip() for line in out.splitlines())


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252"])
def test_old_encodings(encoding):
    """A terminal without Unicode gets plain strokes and quotation marks, and no error."""
    out = printed(show_trace, trace(), shown(trace()), encoding=encoding)
    assert "->" in out
    assert '"about 40 cracks' in out


@pytest.mark.parametrize("case", load("hostile.jsonl"), ids=lambda case: case["label"])
def test_hostile_text_cannot_steer_the_terminal(case):
    """No escape, control or override of an article comes out, and no markup is obeyed."""
    story = hostile_trace(case["text"])
    out = printed(show_trace, story, shown(story))
    out += printed(show_attributions, story.articles, attributions(story), story.resolution)
    out += printed(show_articles, story.articles)
    assert not {c for c in out if ord(c) < 32 and c != "\n"}
    assert not set(out) & set("\x7f\x9b\u202e\u2066\u2069\ud800")
    if "[bold red]" in case["text"]:
        assert "[bold red]" in out


def test_colours_only_on_a_terminal(monkeypatch):
    """Piped output has no colours, nor has a terminal with NO_COLOR."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b" not in printed(show_trace, trace(), shown(trace()))
    assert "\x1b[" in printed(show_trace, trace(), shown(trace()), force_terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")
    out = printed(show_trace, trace(), shown(trace()), force_terminal=True)
    assert "\x1b[3" not in out.replace("\x1b[39m", "")


def test_nested_attributions_are_indented():
    """What stands inside another's words is listed under it."""
    story = trace()
    art = next(art for art in story.articles if art.id == "public")
    lines = printed(show_attributions, [art], attributions(story), story.resolution).splitlines()
    outer = next(i for i, line in enumerate(lines) if " claimed: “about 40 cracks" in line)
    assert any("└ an engineer" in line for line in lines[outer : outer + 4])


def test_what_was_read_and_why():
    """The read view shows title, outlet, date with its origin, links and the whole text."""
    story = trace()
    out = printed(show_articles, [art for art in story.articles if art.id == "radio9"])
    assert "Radio Nine" in out
    assert "9 Mar 2026, 12:30  (2026-03-09T12:30+01:00" in out
    assert "json-ld headline" in out
    assert "“the Vesper Wire agency reported” → https://vesper.example/dam" in out
    assert "The cracks were filled at night, the agency said." in out


def test_only_labels_and_strokes_are_dim():
    """The style of a label or a stroke does not spread over what stands beside it."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", width=100)
    show_trace(trace(), shown(trace())[:1], console)
    rows = [line for line in out.getvalue().split("\n") if " first  " in line]
    assert rows
    for row in rows:
        before = row[: row.index("Vesper Wire")]
        assert before.rfind("\x1b[0m") > before.rfind("\x1b[2m"), row
