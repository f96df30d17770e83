import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from reportedly.errors import (
    CollectionDamaged,
    CollectionError,
    CollectionFull,
    CollectionLocked,
    CollectionReadOnly,
    NewerCollection,
    NotACollection,
)
from reportedly.judgement import Judgement
from reportedly.store import database, schema
from reportedly.store.collection import Collection
from reportedly.store.folder import is_collection
from tests.store.made import article, attributions

FIRST = Path(__file__).parent / "cases" / "version-1.sql"
ROOT = os.geteuid() == 0  # to whom permissions are nothing


@pytest.fixture
def folder(tmp_path):
    """A closed collection with two articles."""
    with Collection.create(tmp_path / "c") as made:
        for n in (1, 2):
            made.add(article(n), attributions(article(n)))
    return tmp_path / "c"


def database_of(folder, *statements):
    """Run SQL in a folder's database, as another program would."""
    folder.mkdir(exist_ok=True)
    connection = apsw.Connection(str(folder / "collection.sqlite"))
    for sql in statements:
        for _ in connection.execute(sql):
            pass
    connection.close()


def test_the_first_format_is_brought_up_to_date(tmp_path):
    """A collection of version 1 opens, has all that it had, and takes what is new."""
    database_of(tmp_path / "c", FIRST.read_text("utf-8"))
    with pytest.raises(CollectionReadOnly, match="older"):
        Collection.open(tmp_path / "c", readonly=True)
    with Collection.open(tmp_path / "c") as found:
        (art,) = found.articles()
        assert (art.id, art.title, art.published.value) == ("kelsby", "Dam", "2026-10-13")
        first, second = found.attributions()["kelsby"]
        assert first.source[0].of(art.text) == "The mayor"
        assert second.content[0].of(art.text) == "It rained"
        assert {hit.kind for hit in found.search("dam")} == {"claim", "article"}
        assert (found.revision, found.judgements(), found.check()) == (1, (), ())
        assert found.judge(Judgement(who="Ann", when="", kind="note", note="x")).number == 1
        assert found.add(art, (), address="lantern.example/1") == "same"
    with Collection.open(tmp_path / "c", readonly=True) as again:
        assert len(again.judgements()) == 1


def test_a_step_that_fails_leaves_the_old_format(tmp_path, monkeypatch):
    """Bringing it up to date is all or nothing; the next try does it."""
    database_of(tmp_path / "c", FIRST.read_text("utf-8"))
    broken = (*schema.MIGRATIONS[:1], schema.MIGRATIONS[1] + "CREATE TABLE kept(x);")
    monkeypatch.setattr("reportedly.store.folder.MIGRATIONS", broken)
    with pytest.raises(CollectionError):
        Collection.open(tmp_path / "c")
    monkeypatch.undo()
    with Collection.open(tmp_path / "c") as found:
        assert (len(found), found.judgements()) == (1, ())


def test_a_newer_format_is_refused_and_left_alone(folder):
    """The message says which version of the format it has, and what to do."""
    database_of(folder, f"PRAGMA user_version = {schema.VERSION + 1}")
    before = (folder / "collection.sqlite").read_bytes()
    for action in (Collection.create, Collection.open):
        with pytest.raises(NewerCollection, match=r"later version.*install the newest"):
            action(folder)
    assert (folder / "collection.sqlite").read_bytes() == before


def test_what_is_no_collection_is_refused(tmp_path, folder):
    """Nothing, a file, other files, another program's database: each is told apart."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.html").write_text("x")
    database_of(tmp_path / "other", "CREATE TABLE notes(x)")
    database_of(tmp_path / "app", "PRAGMA application_id = 7", "CREATE TABLE state(x)")
    (tmp_path / "junk").mkdir()
    (tmp_path / "junk" / "collection.sqlite").write_bytes(b"GIF89a" * 1000)
    for name, words in {
        "nothing": "no such folder", "file": "a file", "files": "no collection", "other": "another",
        "app": "another", "junk": "no file of this program",
    }.items():  # fmt: skip
        with pytest.raises(NotACollection, match=words):
            Collection.open(tmp_path / name)
        if name != "nothing":
            before = sorted(file.name for file in tmp_path.rglob("*"))
            with pytest.raises(NotACollection):
                Collection.create(tmp_path / name)
            assert sorted(file.name for file in tmp_path.rglob("*")) == before
    assert (tmp_path / "file").read_text() == "x"
    (tmp_path / "files" / "READ ME.txt").write_text("These are my articles.")
    assert not is_collection(tmp_path / "files")
    assert is_collection(folder)


def test_making_one_that_was_cut_off_is_done_again(tmp_path):
    """A database without anything in it is where a process was killed before it began."""
    for name, size in (("empty", 0), ("wal", 1)):
        database_of(tmp_path / name, *["PRAGMA journal_mode = WAL", "VACUUM"][: size * 2])
        with pytest.raises(NotACollection, match="cut off"):
            Collection.open(tmp_path / name)
        with Collection.create(tmp_path / name) as made:
            assert len(made) == 0


def test_missing_files_are_told(folder):
    """Without its database it is no new collection: what was in it must be looked for."""
    (folder / "collection.sqlite").unlink()
    for action in (Collection.create, Collection.open):
        with pytest.raises(CollectionDamaged, match=r"collection.sqlite is not there.*backup"):
            action(folder)
    assert not (folder / "collection.sqlite").exists()


def read_all(folder):
    """Read everything that a collection holds."""
    with Collection.open(folder) as found:
        found.articles()
        found.attributions()
        found.search("dam river")
        assert found.check() == ()


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_database_cut_short_is_told(folder, keep):
    """A copy that broke off is an error wherever it is noticed, never fewer articles."""
    file = folder / "collection.sqlite"
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * keep)])
    with pytest.raises((CollectionDamaged, NotACollection)):
        read_all(folder)


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE content", "DROP TABLE version", "DELETE FROM content", "DELETE FROM vector",
        "UPDATE content SET article = '{}'", "UPDATE content SET attributions = 'null'",
        "UPDATE content SET article = x'00ff'", "UPDATE vector SET vectors = x'00'",
        "UPDATE page SET latest = 77", "DELETE FROM state",
        'UPDATE content SET article = replace(article, \'"text":"\', \'"text":"x\')',
    ],
)  # fmt: skip
def test_what_others_changed_is_noticed(folder, sql):
    """Rows that are missing, or hold something else, are one kind of error or are reported."""
    database_of(folder, sql)
    try:
        with Collection.open(folder) as found:
            assert found.check() != () or not found.name
            found.articles()
            found.attributions()
    except CollectionDamaged as error:
        assert "backup" in str(error)  # noqa: PT017 - either way is right


def test_hostile_databases_do_nothing_by_themselves(folder):
    """Triggers and views that somebody mailed in a collection never run."""
    database_of(
        folder,
        "CREATE TRIGGER t AFTER INSERT ON page BEGIN DELETE FROM content; END",
        "CREATE VIEW v AS SELECT * FROM page",
    )
    with Collection.open(folder) as found:
        found.add(article(3), attributions(article(3)))
        assert len(found.articles()) == 3


def test_a_locked_collection_is_told_and_loses_nothing(folder, monkeypatch):
    """Another writer that does not end is named as what it is; readers read on."""
    monkeypatch.setattr(database.Database.__init__, "__kwdefaults__", {"patience": 0.05})
    other = apsw.Connection(str(folder / "collection.sqlite"))
    with Collection.open(folder) as found:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CollectionLocked, match=r"another program.*wait"):
            found.add(article(3), ())
        assert len(found.articles()) == 2
        other.execute("ROLLBACK")
        assert found.add(article(3), ()) == "added"
    other.close()


def fill(collection, many):
    """Add articles."""
    for n in range(3, many):
        collection.add(article(n), attributions(article(n)))


def test_a_full_disk_is_told_and_loses_nothing(folder):
    """What was stored before is there; with room again, it goes on where it stopped."""
    before = Collection.open(folder)
    stored = before.articles()
    pages = before._db.number("PRAGMA page_count")
    before._db.row(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(CollectionFull, match=r"disk is full.*make room"):
        fill(before, 40)
    count = len(before)
    assert before.check() == ()
    before.close()
    with Collection.open(folder) as found:
        assert set(stored) <= set(found.articles())
        assert len(found) == count
        assert found.add(article(50), attributions(article(50))) == "added"
        assert found.check() == ()


def test_a_limit_on_files_is_told_and_loses_nothing(folder):
    """A disk that refuses to take more, in whatever way, ends in our error and no half article."""
    code = """
import resource, sys
from pathlib import Path
from reportedly.errors import CollectionError
from reportedly.store.collection import Collection
from tests.store.made import article, attributions
with Collection.open(sys.argv[1]) as found:
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    try:
        for n in range(3, 400):
            found.add(article(n), attributions(article(n)))
    except CollectionError as error:
        print(type(error).__name__, error)
"""
    done = run(code, folder)
    assert "what was stored before is safe" in done.stdout, done.stderr
    with Collection.open(folder) as found:
        assert len(found) > 2
        assert found.check() == ()


def test_a_folder_that_permits_no_writing_can_be_read(folder):
    """A collection on a read-only disk is read; writing is refused with what to do."""
    with Collection.open(folder, readonly=True) as found:
        assert len(found.articles()) == 2
        assert found.search("dam river")
        with pytest.raises(CollectionReadOnly):
            found.add(article(3), ())
        with pytest.raises(CollectionReadOnly):
            found.judge(Judgement(who="Ann", when="", kind="note", note="x"))


@pytest.mark.skipif(ROOT and not shutil.which("setpriv"), reason="permissions don't bind root")
def test_without_permission_to_write_it_is_read_only(folder):
    """Opened as permitted it can be read; opened for writing it says what to do."""
    code = """
import sys
from reportedly.errors import CollectionReadOnly
from reportedly.store.collection import Collection
try:
    Collection.create(sys.argv[1])
except CollectionReadOnly as error:
    print(error)
with Collection.open_as_permitted(sys.argv[1]) as found:
    print(found.readonly, len(found.articles()))
try:
    Collection.create(sys.argv[1] + "/new")
except CollectionReadOnly as error:
    print(error)
"""
    for place in (folder, *folder.parents):
        if ROOT and place.stat().st_mode & 0o005 != 0o005 and place != Path("/"):
            place.chmod(place.stat().st_mode | 0o055)
    folder.chmod(0o555)
    (folder / "collection.sqlite").chmod(0o444)
    other = ["setpriv", "--reuid=65534", "--clear-groups", "--inh-caps=-all"] if ROOT else []
    done = run(code, folder, other)
    folder.chmod(0o755)
    lines = done.stdout.splitlines()
    assert len(lines) == 3, done.stderr
    assert "change the folder's permissions" in lines[0]
    assert lines[1] == "True 2"
    assert re.search("permissions", lines[2])


def run(code, folder, prefix=()):
    """Run Python in a process of its own."""
    root = Path(__file__).parents[2]
    path = os.pathsep.join([str(root / "src"), str(root), *filter(None, sys.path)])
    return subprocess.run(
        [*prefix, sys.executable, "-c", code, str(folder)],
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, timeout=60, check=False, cwd="/",
    )  # fmt: skip
