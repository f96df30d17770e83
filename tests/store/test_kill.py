import multiprocessing
import random
import time

import apsw
import pytest

from reportedly.store.collection import Collection
from tests.store.ingest import ATTRIBUTIONS, GIVEN, ingest

KILLS = 50


@pytest.fixture(scope="module")
def processes():
    """How processes are begun: copied from one that has everything imported, so it is quick."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.ingest"])
    return context


def state(folder):
    """Return all that a collection holds, but for what hangs on the clock."""
    with Collection.open(folder) as collection:
        ids = [art.id for art in collection.readings()]
        return (
            collection.revision, collection.readings(), collection.attributions(ids),
            [[(v.number, v.article, v.edits) for v in collection.versions(id)] for id in ids],
            [(hit.kind, hit.article, hit.spans, hit.score)
             for hit in collection.search("dam river", vector=ATTRIBUTIONS[0][0].vector)],
        )  # fmt: skip


def test_killed_at_any_moment_nothing_is_lost_or_half_there(processes, tmp_path):
    """After each of 50 kills the collection is sound and whole, and the next run goes on."""
    lots = random.Random(6)
    folder, kills, lives = tmp_path / "0", 0, 0
    stopped_inside = 0
    while kills < KILLS:
        begun, due = processes.Value("i", 0), lots.randint(0, 7)  # 0: while it is made or opened
        process = processes.Process(target=ingest, args=(str(folder), begun))
        process.start()
        while begun.value < due and process.is_alive():
            time.sleep(0.0005)
        time.sleep(lots.random() * 0.004)  # an article takes about as long
        process.kill()
        process.join()
        kills += process.exitcode != 0
        stored = check(folder)
        stopped_inside += 0 < stored < len(GIVEN)
        if stored == len(GIVEN):
            lives += 1
            folder = tmp_path / str(lives)
    assert stopped_inside > KILLS // 5
    undisturbed = tmp_path / "undisturbed"
    for place in (folder, undisturbed):
        ingest(str(place))
        assert check(place) == len(GIVEN)
    assert state(folder) == state(undisturbed)


def check(folder):
    """Return how many articles and versions are stored; they are whole, and the first ones."""
    if not (folder / "collection.sqlite").exists():
        return 0
    with Collection.create(folder) as collection:
        assert collection.check() == ()
        count = collection.revision
        found = collection.readings()
        known = collection.attributions([art.id for art in found])
    connection = apsw.Connection(str(folder / "collection.sqlite"))
    assert connection.pragma("integrity_check") == "ok"
    connection.close()
    due = {art.text: own for art, own in list(zip(GIVEN, ATTRIBUTIONS, strict=True))[:count]}
    assert {art.text for art in found} == due.keys()
    for art in found:
        assert [(a.content, a.source, a.vector) for a in known[art.id]] == [
            (a.content, a.source, a.vector) for a in due[art.text]
        ]
    return count


def test_readers_see_one_state_while_another_process_writes(processes, tmp_path):
    """Whatever is read inside a snapshot fits together, and reading is never held up."""
    with Collection.create(tmp_path / "c") as collection:
        process = processes.Process(target=ingest, args=(str(tmp_path / "c"),))
        process.start()
        seen = set()
        while process.is_alive() or len(GIVEN) not in seen:
            with collection.snapshot():
                revision = collection.revision
                found = collection.readings()
                known = collection.attributions()
                hits = collection.search("number", limit=1000)
                assert collection.revision == revision == len(found)
            assert known.keys() == {art.id for art in found if "@" not in art.id}
            assert {hit.article for hit in hits} <= {art.id for art in found}
            if revision:
                assert known["a0"] == ATTRIBUTIONS[0]
            seen.add(revision)
            assert process.exitcode in (None, 0)
        process.join()
    assert len(seen) > 2


def test_two_processes_add_the_same_articles_at_once(processes, tmp_path):
    """Each article is there once, whoever was quicker."""
    folder = tmp_path / "c"
    both = [processes.Process(target=ingest, args=(str(folder),)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    assert check(folder) == len(GIVEN)
