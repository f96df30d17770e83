"""What people give by mistake, through the command line as it is installed."""

import html
import json
import os

import pytest
from typer.testing import CliRunner

import reportedly
from reportedly.errors import InputError
from reportedly.show.cli import app
from tests.read.pages import page
from tests.read.pdfs import pdf

GOOD = {
    "id": "good", "outlet": "The Kelsby Post", "date": "2024-09-17", "title": "Bridge shut",
    "text": "The bridge at Kelsby will stay shut until spring, the mayor told reporters.",
}  # fmt: skip
GERMAN = "Der Minister sagte am Montag in Kelsby, der Fluss werde im Winter umgeleitet. " * 3
ELSEWHERE = page().decode().replace("a.example/river", "b.example/river")
BAD = {  # name: bytes, what the message says, what it tells to do
    "empty.html": (b"", "it is empty", "save the article again"),
    "binary.txt": (bytes(range(256)) * 9, "binary file", "save it as HTML"),
    "locked.pdf": (pdf([[]], locked=True), "asks for a password", "without one"),
    "notext.json": (b'{"title": "Rain"}', 'no "text"', "give the article's words"),
    "torn.json": (b'{"text": "Rain ', "JSON", ""),
    "german.txt": (GERMAN.encode(), 'its language is "de"', "leave it out"),
    "huge.txt": (b"Rain ", "larger than 32 MiB", "one by one"),  # made 200 MB below
}
DOUBTFUL = {  # read all the same, with a note
    "cut.html": (page()[: page().index(b"and shut the gate")], "breaks off", "save it again"),
    "cp1252.html": (ELSEWHERE.encode("cp1252"), "read as cp1252", "save it as UTF-8"),
}


def run(*words, **options):
    """Run the command line in this process."""
    done = CliRunner().invoke(app, [str(word) for word in words], **options)
    assert "Traceback" not in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with one good article among everything bad."""
    place = tmp_path_factory.mktemp("story")
    for name, (data, _, _) in {**BAD, **DOUBTFUL}.items():
        (place / name).write_bytes(data)
    os.truncate(place / "huge.txt", 200 * 2**20)  # sparse: it takes no room
    (place / "gone.html").symlink_to(place / "nowhere")
    (place / "good.json").write_text(json.dumps(GOOD))
    return place


@pytest.fixture(scope="module")
def traced(folder):
    """Return one run over that folder."""
    return run("trace", folder, "--all", "--json", folder.parent / "t.json")


@pytest.mark.parametrize("name", [*BAD, *DOUBTFUL])
def test_each_is_named_with_the_way_out(traced, folder, name):
    """One line on standard error names the file, what is wrong and what to do."""
    _, reason, remedy = {**BAD, **DOUBTFUL}[name]
    (line,) = [line for line in traced.stderr.splitlines() if f"{folder / name}: " in line]
    assert line.startswith("reportedly: left out: " if name in BAD else "reportedly: note: ")
    assert reason in line
    assert remedy in line.split("; ", 1)[1]


def test_the_rest_is_traced(traced, folder):
    """What can be read is traced, the cut page too, and the status tells that files are missing."""
    assert traced.exit_code == 2
    articles = json.loads((folder.parent / "t.json").read_text("utf-8"))["articles"]
    assert {item["id"] for item in articles} == {
        "good", "https://a.example/river", "https://b.example/river",
    }  # fmt: skip
    assert "stay shut until spring" in traced.stdout
    assert "reportedly:" not in traced.stdout
    assert f"{folder / 'gone.html'}: it cannot be opened" in traced.stderr


def test_a_note_alone_is_no_failure(folder):
    """A page that is only cut is read; nothing was left out."""
    assert run("read", folder / "cut.html").exit_code == 0


@pytest.mark.parametrize("command", ["trace", "attribute"])
@pytest.mark.parametrize("name", ["empty.html", "german.txt"])
def test_an_older_file_outlives_a_failure(folder, tmp_path, command, name):
    """Where nothing can be traced, nothing is written, and what stood there stays."""
    for option in ("--html", "--json"):
        older = tmp_path / "older"
        older.write_text("older")
        done = run(command, folder / name, option, older)
        assert done.exit_code == 2
        assert "no article" in done.stderr
        assert older.read_text() == "older"
        assert done.stdout == ""


def test_a_thousand_files_of_which_three_are_broken(tmp_path):
    """The three are named, the others are read."""
    for n in range(1000):
        text = f"Rain over hill {n}\n\nIt rained on the hill, a farmer said."
        (tmp_path / f"{n:04}.txt").write_text(text)
    (tmp_path / "0100.txt").write_bytes(b"")
    (tmp_path / "0200.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "0300.txt").write_bytes(b"\n\n")
    done = run("read", tmp_path, "--json", "-")
    assert done.exit_code == 2
    assert len(done.stdout.splitlines()) == 997
    lines = done.stderr.splitlines()
    assert len(lines) == 3
    assert all(f"0{n}00.txt: " in line for n, line in enumerate(lines, 1))


def test_unreadable_file_and_folder(tmp_path):
    """Without permission a file and a folder below are named; the rest is read."""
    (tmp_path / "good.json").write_text(json.dumps(GOOD))
    closed = [tmp_path / "closed.txt", tmp_path / "below"]
    closed[0].write_text("Rain.")
    closed[1].mkdir()
    for path in closed:
        path.chmod(0)
    if os.access(closed[0], os.R_OK):  # root may read everything; this fails for root, too
        done = run("read", tmp_path / "good.json", "/proc/self/mem")
        names = ["/proc/self/mem"]
    else:
        done, names = run("read", tmp_path), [str(path) for path in closed]
    closed[1].chmod(0o700)
    assert done.exit_code == 2
    assert all(f"left out: {name}: it cannot be opened (" in done.stderr for name in names)
    assert "the mayor told reporters" in done.stdout


def test_the_same_article_twice_counts_once(tmp_path):
    """A copy of a saved article is told of and left out; one path given twice is silent."""
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(page())
    text = "Bridge shut\n\nThe Kelsby Post, September 17, 2024 —\n\nIt is shut, the mayor said."
    (tmp_path / "c.txt").write_text(text)
    (tmp_path / "d.txt").write_text(text)
    done = run(
        "read", tmp_path, tmp_path / "a.html", tmp_path / ".." / tmp_path.name, "--json", "-"
    )
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 2
    notes = done.stderr.splitlines()
    assert [line.split(": ")[2] for line in notes] == [
        str(tmp_path / n) for n in ("b.html", "d.txt")
    ]
    assert notes[0].endswith("the same article as https://a.example/river; counted once")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (None, "there is no such file; check the path"),
        ("a = [", "o.toml: "),
        (b"\xff\xfe\x00", "o.toml: "),
    ],
)
def test_a_broken_table_is_heard_of_before_the_long_work(tmp_path, table, message):
    """Nothing is read before the table of outlets is known to be good."""
    file = tmp_path / "o.toml"
    if table is not None:
        file.write_bytes(table if isinstance(table, bytes) else table.encode())
    done = run("trace", tmp_path / "missing.html", "--outlets", file)
    assert done.exit_code == 2
    assert message in done.stderr
    assert "without --outlets" in done.stderr
    assert "missing.html" not in done.stderr


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 99, b"{", b"%PDF-1.4\n"])
def test_bad_standard_input(data):
    """Standard input has a name in messages, too."""
    done = run("trace", "-", input=data)
    assert done.exit_code == 2
    assert "left out: standard input: " in done.stderr


def test_the_report_of_hostile_text_is_text(tmp_path):
    """Markup in an article's text reaches the page as text."""
    words = "The mayor said that <script>alert(1)</script> was shut."
    (tmp_path / "a.txt").write_text(words)
    assert run("attribute", tmp_path / "a.txt", "--html", tmp_path / "a.html").exit_code == 0
    assert html.escape("<script>alert(1)</script>") in (tmp_path / "a.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("call", "remedy"),
    [
        (lambda: reportedly.read(["a.html", "b.html"]), "read(*paths)"),
        (lambda: reportedly.read(3), "as strings"),
        (lambda: reportedly.read(None), "as strings"),
        (lambda: reportedly.read(b"a.html"), "as strings"),
        (lambda: reportedly.trace("story/"), "read(path)"),
        (lambda: reportedly.attribute([3]), "what read() returns"),
        (lambda: reportedly.trace(reportedly.Article(id="a", text="It rained.")), "[article]"),
    ],
)
def test_a_program_gives_something_else(call, remedy):
    """What is neither a path nor an article is told of with the way out."""
    with pytest.raises(InputError) as told:
        call()
    assert remedy in told.value.remedy
