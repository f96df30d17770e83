import io
import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import (
    EmptyText,
    InputError,
    Malformed,
    NoArticle,
    Protected,
    TooLarge,
    UnknownFormat,
    Unreadable,
)
from reportedly.read.inputs import Limits, read_bytes, read_inputs
from reportedly.records import Article
from tests.read.pages import page
from tests.read.pdfs import pdf

TEXT = "Rain over Kelsby\n\nIt rained in the valley, a farmer said on Monday.\n"
JSON = {"id": "j", "text": "Snow fell, a farmer said."}


def read(*inputs, **options):
    return list(read_inputs([str(item) for item in inputs], **options))


def write(folder, files):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def test_kinds_mixed_in_a_stable_order(tmp_path):
    """A folder's pages, PDFs, texts and JSON come sorted by path, each under its id."""
    lines = "\n".join(json.dumps({"text": f"It rained, said {n}."}) for n in "ab")
    write(tmp_path, {
        "d.html": page(), "c.pdf": pdf([[(72, 700, 11, "It rained, a farmer said.")]]),
        "b.txt": TEXT, "a.json": json.dumps(JSON), "e/f.jsonl": lines,
    })  # fmt: skip
    ids = [item.id for item in read(tmp_path)]
    assert ids == ["j", "b.txt", "c.pdf", "https://a.example/river", "f.jsonl:1", "f.jsonl:2"]
    assert ids == [item.id for item in read(tmp_path)]


def test_a_thousand_files_of_which_three_are_broken(tmp_path):
    """Three errors stand in their places, each naming its file; the rest is read."""
    write(tmp_path, {f"{n:04}.txt": f"{TEXT}Number {n}." for n in range(1000)})
    write(tmp_path, {"0100.txt": b"", "0200.txt": os.urandom(5000), "0300.txt": b"\n \n"})
    items = read(tmp_path)
    bad = [(n, item) for n, item in enumerate(items) if isinstance(item, InputError)]
    assert [n for n, _ in bad] == [100, 200, 300]
    assert [type(item) for _, item in bad] == [EmptyText, UnknownFormat, EmptyText]
    assert all(f"{n:04}.txt" in str(item) and item.remedy for n, item in bad)
    assert len(items) == 1000


def test_folders_hold_other_things_too(tmp_path):
    """Styles, images, read-mes, labels, hidden files and browsers' side folders are passed over."""
    write(tmp_path, {
        "a.html": page(), "a_files/ad.html": page(), "style.css": "p {}", "logo.png": b"\x89PNG",
        "README.md": "# Read", "README.txt": TEXT, "LICENSE": TEXT, ".hidden.html": page(),
        ".git/x.txt": TEXT, "settings.toml": "a = 1", "gold.json": '{"claims": []}',
        "noending": TEXT,
    })  # fmt: skip
    assert [item.id for item in read(tmp_path)] == ["https://a.example/river"]


def test_broken_article_in_a_folder_is_heard_of(tmp_path):
    """What looks like an article but can't be read is an error, not silence."""
    write(tmp_path, {"a.json": '{"title": "Rain"}', "b.json": '{"text": ', "c.html": "<html>"})
    assert [type(item) for item in read(tmp_path)] == [NoArticle, Malformed, NoArticle]


def test_pages_under_other_endings(tmp_path):
    """A page saved as index.php, or without ending, is read; a script of that ending is not."""
    write(tmp_path, {"index.php": page(), "x.php": "<?php echo 1; ?>"})
    assert [item.id for item in read(tmp_path)] == ["https://a.example/river"]


def test_patterns_the_shell_left_alone(tmp_path):
    """A pattern is expanded; a name with brackets that exists is a name."""
    write(tmp_path, {"a.txt": TEXT, "b.txt": TEXT, "c/d.txt": TEXT, "[e].txt": TEXT})
    assert [item.id for item in read(tmp_path / "?.txt")] == ["a.txt", "b.txt"]
    assert [item.id for item in read(tmp_path / "**/d.txt")] == ["d.txt"]
    assert [item.id for item in read(tmp_path / "[e].txt")] == ["[e].txt"]


@pytest.mark.parametrize("name", ["none.html", "*.pdf", "dangling.html", "empty", "x.html"])
def test_what_cannot_be_opened(tmp_path, name):
    """Missing files, patterns without match, dangling links and empty folders say so by name."""
    (tmp_path / "dangling.html").symlink_to(tmp_path / "gone.html")
    (tmp_path / "empty").mkdir()
    (tmp_path / "x.html").mkdir()  # a folder under a page's name
    (error,) = read(tmp_path / name)
    assert type(error) is Unreadable
    assert name in str(error)
    assert error.remedy


def test_two_hundred_megabytes(tmp_path):
    """A huge file is refused by its size, without being read; huge standard input soon."""
    for name, start in (("a.html", b"<html>"), ("b.txt", b"Rain "), ("c.json", b'{"text": "')):
        with (tmp_path / name).open("wb") as file:
            file.write(start)
            file.truncate(200 * 2**20)
        (error,) = read(tmp_path / name)
        assert type(error) is TooLarge
        assert "32 MiB" in str(error)
    (error,) = read("-", stdin=io.BytesIO(b"Rain. " * 10_000), limits=Limits(bytes=20_000))
    assert type(error) is TooLarge


def test_json_lines_may_be_large(tmp_path):
    """JSON lines are read one by one: the bound is on a line, not on the file."""
    lines = [json.dumps({"text": f"It rained, said {n}. " * 20}) for n in range(100)]
    write(tmp_path, {"a.jsonl": "\n".join(lines)})
    items = read(tmp_path / "a.jsonl", limits=Limits(bytes=10_000))
    assert [item.id for item in items] == [f"a.jsonl:{n}" for n in range(1, 101)]
    stream = io.BytesIO("\n".join(lines).encode())
    assert len(read("-", stdin=stream, limits=Limits(bytes=10_000))) == 100


def test_one_line_too_long_ends_its_file(tmp_path):
    """A line beyond the bound is an error that names it."""
    write(tmp_path, {"a.jsonl": json.dumps(JSON) + "\n" + json.dumps({"text": "rain " * 9000})})
    first, second = read(tmp_path / "a.jsonl", limits=Limits(bytes=10_000))
    assert isinstance(first, Article)
    assert (type(second), second.name) == (TooLarge, f"{tmp_path}/a.jsonl line 2")


PDF = pdf([[(72, 700, 11, "It rained, a farmer said.")]])


@pytest.mark.parametrize("data", [page(), TEXT.encode(), json.dumps(JSON).encode(), PDF])
def test_standard_input_is_sniffed(data):
    """Standard input has no name to go by; its bytes tell what it is."""
    (article,) = read("-", stdin=io.BytesIO(data))
    assert isinstance(article, Article)
    assert article.path == "standard input"


def test_ids_differ_and_files_are_read_once(tmp_path):
    """Files of one name get a number; a file given twice is one article."""
    write(tmp_path, {"a/x.txt": TEXT, "b/x.txt": TEXT + "And more."})
    assert [item.id for item in read(tmp_path, tmp_path / "a/x.txt")] == ["x.txt", "x.txt#2"]


def test_the_same_text_at_the_same_address_is_one_article(tmp_path):
    """A page saved twice counts once, and the caller hears of it; copies elsewhere stay."""
    record = {"url": "https://a.example/r", "text": "It rained, she said."}
    other = record | {"url": "https://b.example/r"}
    changed = record | {"text": "It snowed, she said."}
    lines = "\n".join(map(json.dumps, [record, record, other, changed]))
    write(tmp_path, {"a.jsonl": lines})
    copies = []
    items = read(tmp_path, on_copy=lambda article, id: copies.append((article.text, id)))
    assert [item.id for item in items] == [
        "https://a.example/r", "https://b.example/r", "https://a.example/r#2",
    ]  # fmt: skip
    assert copies == [("It rained, she said.", "https://a.example/r")]


def test_non_english_article_is_an_article():
    """Another language is the model's affair, not the reader's."""
    german = "Der Minister sagte am Montag in Kelsby, der Fluss werde im Winter umgeleitet. " * 3
    (article,) = read_bytes(german.encode(), "a.txt")
    assert article.language == "de"


def test_locked_pdf_is_an_error_in_its_place():
    """A password is asked for in a message, not by a traceback."""
    (error,) = read_bytes(pdf([[]], locked=True), "a.pdf")
    assert type(error) is Protected


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"", b"<html>", b"%PDF-1.4\n", b'{"text": ', b"[", b"\xff\xfe", page()[:900]]),
    st.binary(max_size=200),
    st.sampled_from(["a.html", "a.pdf", "a.json", "a.jsonl", "a.txt", "a"]),
)
def test_no_bytes_raise(start, rest, name):
    """Whatever the bytes, the answer is articles and errors, and each error names its input."""
    for item in read_bytes(start + rest, name):
        assert isinstance(item, Article | InputError)
        if isinstance(item, InputError):
            assert name in item.name
