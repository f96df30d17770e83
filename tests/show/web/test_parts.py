"""The parts that pages are made of: rows, links, pictures, uploads, work."""

import threading
import time
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from reportedly.errors import InputError
from reportedly.show.chain import chain
from reportedly.show.ownership import Ownership
from reportedly.show.web.links import article_link, claim_link, link, source_link
from reportedly.show.web.mini import mini
from reportedly.show.web.rows import Wanted, chosen
from reportedly.show.web.timeline import timeline
from reportedly.show.web.traced import Traced
from reportedly.show.web.uploads import harmless
from reportedly.show.web.work import Worker
from tests.show.story import trace


@pytest.mark.parametrize("id", ["a b", "../x", "?#&=%", "\x00", "\ud800", "é\u202e", "a" * 500])
def test_any_id_makes_an_address(id):
    """Whatever an id holds, its address is plain ASCII without anything that could be mistaken."""
    for address in (article_link(id), claim_link(id), source_link(id), article_link(id, 3)):
        assert address.isascii()
        assert not set(address) & set(" <>\"'\\\x00")


def test_defaults_are_left_out_of_addresses():
    """An address says no more than what was chosen."""
    assert link("/", **Wanted().query()) == "/"
    assert link("/", **Wanted(words="a", everything=True).query()) == "/?q=a&all=1"


def test_rows_are_kept_in_the_order_of_worth():
    """Without a wish the order is the trace's; ten thousand claims are filtered at once."""
    traced = Traced(trace(), Ownership.of(None))
    assert [row.number for row in traced.rows] == [1, 2, 3]
    many = [replace(traced.rows[i % 3], number=i) for i in range(10_000)]
    start = time.process_time()
    found = chosen(many, Wanted(words="cracks", order="newest"), {})
    assert time.process_time() - start < 1.0
    assert found


@pytest.mark.parametrize("number", [1, 2, 3])
def test_pictures_have_every_hand(number):
    """The small picture and the one over time draw each hand and each known step."""
    story = trace()
    claim = story.claims[number - 1]
    drawn = chain(claim, story.resolution, story.articles)
    small = ElementTree.fromstring(mini(drawn))  # noqa: S314 - our own
    assert len(small.findall("{*}g")) == len(drawn.edges) + len(drawn.nodes)
    times = ElementTree.fromstring(timeline(drawn, "t", lambda id: f"/source?id={id}"))  # noqa: S314
    known = [edge for edge in drawn.edges if edge.relation != "unknown"]
    assert len(times.findall(".//{*}g[@data-ends]")) == len(known)
    hands = [node for node in drawn.nodes if node.role != "unknown"]
    assert len(times.findall(".//{*}g[@data-node]")) == len(hands)


def test_time_goes_to_the_right_and_down():
    """Of two hands the later stands further to the right, and lower."""
    story = trace()
    drawn = chain(story.claims[0], story.resolution, story.articles)
    root = ElementTree.fromstring(timeline(drawn, "t", lambda id: None))  # noqa: S314
    order = sorted((n for n in drawn.nodes if n.when), key=lambda n: n.when.value)
    places = {}
    for group in root.findall(".//{*}g[@data-node]"):
        box, name = group.find("{*}rect"), group.find("{*}title")
        if box is not None:
            places[name.text.split(",")[0]] = float(box.get("x")), float(box.get("y"))
    found = [places[node.name] for node in order if node.name in places]
    assert len(found) > 5
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("page.html", "page.html"), ("../../etc/passwd", "passwd"), ("C:\\x\\a.pdf", "a.pdf"),
        (".htaccess", "htaccess"), ("a*?[x].txt", "a___x_.txt"), ("", "file"), ("..", "file"),
        ("\x1b[31mred\x00.txt", "red.txt"), ("\u202etxt.exe", "txt.exe"),
    ],
)  # fmt: skip
def test_names_of_files_do_no_harm(name, kept):
    """A file's name cannot lead out of its folder, be a pattern, or hold controls."""
    assert harmless(name) == kept


def test_long_names_are_cut():
    """A name that no file system permits is cut, its ending kept."""
    assert len(harmless("x" * 5000 + ".html").encode()) < 200
    assert harmless("ü" * 5000 + ".html").endswith(".html")


def test_work_is_done_in_turn_and_errors_are_lines():
    """Pieces of work come one after the other; one that fails says why, and the next begins."""
    worker, seen = Worker(), []

    def failing(report):
        raise InputError("a.txt", "it is empty", "give another")

    worker.begin(lambda report: seen.append(1))
    worker.begin(failing)
    assert worker.wait(10)
    assert worker.progress.state == "failed"
    assert worker.progress.lines == ("a.txt: it is empty; give another",)
    worker.begin(lambda report: (report.doing("x"), report.step(1, 2), seen.append(2)))
    assert worker.wait(10)
    assert worker.progress.state == "done"
    assert worker.progress.number == 3
    assert seen == [1, 2]


def test_unforeseen_errors_stop_no_server():
    """An error that should not have happened is said in plain words, and the worker lives."""
    worker = Worker()
    worker.begin(lambda report: 1 / 0)
    assert worker.wait(10)
    assert worker.progress.state == "failed"
    assert "division" not in " ".join(worker.progress.lines)
    worker.begin(lambda report: None)
    assert worker.wait(10)
    assert worker.progress.state == "done"


def test_work_that_waits_is_not_begun_when_the_server_stops():
    """To stop gives what goes on a moment, and begins nothing more; being cut off is no error."""
    worker, going, seen = Worker(), threading.Event(), []

    def long(report):
        going.set()
        time.sleep(0.4)
        raise OSError("the collection was closed meanwhile")

    worker.begin(long)
    worker.begin(lambda report: seen.append(1))
    assert going.wait(5)
    worker.stop(0.05)
    assert worker.wait(10)
    assert seen == []
