"""People decide: forms, the list of what was decided, and taking it back."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from reportedly.errors import BadJudgement
from reportedly.judge.exchange import lines, parse
from reportedly.judge.make import Maker
from reportedly.judgement import Judgement
from reportedly.show.safe import one_line
from reportedly.show.web.decided import claim_of, decided
from reportedly.show.web.desk import Desk
from reportedly.show.web.forms import (
    AnyDecision,
    Asked,
    OnDecision,
    OnSource,
    OnStatement,
    Thing,
    Undo,
)
from reportedly.show.web.links import article_link, claim_link, source_link
from reportedly.show.web.render import (
    NAME,
    Gone,
    OnDesk,
    OnTrace,
    desk_of,
    key_of,
    name_of,
    page,
    part,
)
from reportedly.show.web.subject import Subject
from reportedly.show.web.subjects import subject
from reportedly.show.web.traced import Traced

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
PATIENCE = 8.0  # seconds that an answer waits for the new analysis; longer, and a strip shows it
MOST_BYTES = 16 * 2**20  # of judgements that are read in


@router.get("/judge")
def form(request: Request, traced: OnTrace, asked: Annotated[Asked, Query()]) -> HTMLResponse:
    """Show the form by which somebody decides about one thing; `part=1` for the form alone."""
    values = _form(request, traced, asked.thing)
    if request.query_params.get("part"):
        return part("judge_form.html.j2", values)
    return page(request, "judge.html.j2", values)


def _form(request: Request, traced: Traced, thing: Thing) -> dict[str, object]:
    found = subject(traced, thing)
    return {
        "it": found,
        "asked": thing.model_dump(include={"about", "claim", "n", "article", "s", "id"}),
        "of": found.digest(traced.trace),
        "key": key_of(request),
        "who": name_of(request),
        "note": "",
        "other": "",
        "trouble": "",
        "names": [(traced.page.source(id), "") for id in list(traced.looks)[:300]],
    }


class Trouble(Exception):
    """A decision that lacks something; nothing was stored."""


def keep(traced: Traced, desk: Desk, decision: AnyDecision) -> tuple[Subject, Judgement]:
    """Store a decision and begin a new analysis; return what it is about, and as it was stored.

    Raises:
        Gone: what it is about is not there any more, or another thing stands in its place.
        Trouble: something is missing, or says nothing.
    """
    found = subject(traced, decision)
    if decision.of != found.digest(traced.trace):
        raise Gone("thing")
    choice = found.choices.get(decision.do)
    if choice is None:
        raise Trouble("choose what you decide")
    if not one_line(decision.who):
        raise Trouble("say who you are: a judgement is kept with a name")
    if choice.asks and not one_line(decision.other):
        raise Trouble(f"fill in: {choice.asks.lower()}")
    if choice.do == "note" and not decision.note.strip():
        raise Trouble("write the note")
    maker = Maker(traced.trace, one_line(decision.who), decision.note.strip())
    try:
        made = choice.make(maker, decision.other)
    except BadJudgement as error:
        raise Trouble(one_line(str(error))) from error
    except Gone as error:
        raise Trouble(f"there is no such {error.what}") from error
    return found, _kept(desk, made)


@router.post("/judge")
def judge(request: Request, traced: OnTrace, desk: OnDesk, decision: OnDecision) -> Response:
    """Keep what somebody decided; it is never changed, and can be taken back."""
    written = {"who": decision.who, "note": decision.note, "other": decision.other}
    try:
        found, kept = keep(traced, desk, decision)
    except Gone as gone:
        return page(request, "gone.html.j2", {"what": gone.what, **written}, 409)
    except Trouble as error:
        said = f"{str(error)[:1].upper()}{str(error)[1:]}."
        values = {**_form(request, traced, decision), **written, "trouble": said}
        return page(request, "judge.html.j2", values, 422)
    moved = _moved(desk.traced() or traced, decision, kept)
    left = found.left if kept.verdict == "reject" else ""
    back = moved or (found.back if left.startswith("#") else left or found.back)
    if left.startswith("#"):
        back = back.partition("#")[0] + left
    answer = RedirectResponse(_after(back, kept), 303)
    answer.set_cookie(
        NAME, quote(one_line(decision.who)), max_age=31536000, httponly=True, samesite="strict",
        path="/",
    )  # fmt: skip
    return answer


def _moved(now: Traced, decision: AnyDecision, kept: Judgement) -> str:
    """Return where what was decided about is now, if its page is gone by that; else ""."""
    if isinstance(decision, OnSource):
        if decision.id in now.looks:
            return ""
        ids = [hand.id for hand in kept.hands if hand.id in now.looks]
        return source_link(ids[0]) if ids else "/judgements"
    if isinstance(decision, OnStatement):
        return "" if decision.article in now.articles else "/judgements"
    if decision.claim in now.numbers:
        return ""
    links = (claim_of(now, place) for place in (*kept.places, *kept.others))
    return next(filter(None, links), "/judgements")


def _kept(desk: Desk, judgement: Judgement) -> Judgement:
    kept = desk.collection.judge(judgement)
    desk.changed()
    desk.worker.wait(PATIENCE)
    return kept


def _after(back: str, kept: Judgement) -> str:
    path, mark, anchor = back.partition("#")
    return f"{path}{'&' if '?' in path else '?'}judged={kept.number}{mark}{anchor}"


@router.get("/judgements")
def judgements(request: Request, traced: OnTrace, desk: OnDesk) -> HTMLResponse:
    """List what was decided, the latest first, and what became of it."""
    return page(
        request,
        "judgements.html.j2",
        {
            "here": "judgements",
            "rows": decided(traced, desk.collection.judgements()),
            "who": name_of(request),
            "trouble": "",
        },
    )


@router.post("/judgements/undo")
def undo(traced: OnTrace, desk: OnDesk, undone: Annotated[Undo, Form()]) -> Response:
    """Take a judgement back: that is one more, and can be taken back itself."""
    found = next((j for j in desk.collection.judgements() if j.number == undone.number), None)
    if found is None:
        raise Gone("judgement")
    maker = Maker(traced.trace, one_line(undone.who) or found.who, undone.note.strip())
    kept = _kept(desk, maker.undo(found))
    now = desk.traced() or traced
    if undone.claim:
        links = (claim_of(now, place) for place in (*found.places, *found.others))
        moved = next(filter(None, links), "/judgements")
        here = claim_link(undone.claim) if undone.claim in now.numbers else moved
        return RedirectResponse(_after(here, kept), 303)
    if undone.article in now.articles:
        return RedirectResponse(_after(article_link(undone.article), kept), 303)
    if undone.id in now.looks:
        return RedirectResponse(_after(source_link(undone.id), kept), 303)
    return RedirectResponse(f"/judgements#j{kept.number}", 303)


@router.get("/judgements.jsonl")
def export(desk: OnDesk) -> PlainTextResponse:
    """Return all judgements as JSON lines, to be kept or given to others."""
    text = "".join(f"{line}\n" for line in lines(desk.collection.judgements()))
    headers = {"Content-Disposition": 'attachment; filename="judgements.jsonl"'}
    return PlainTextResponse(text, media_type="application/x-ndjson", headers=headers)


@router.post("/judgements/add")
async def take_in(request: Request) -> Response:
    """Take in what others decided and exported."""
    desk = desk_of(request)
    async with request.form(max_files=1, max_fields=2) as form:
        file = form.get("file")
        text = b"" if not isinstance(file, UploadFile) else await file.read(MOST_BYTES)
    found = parse(text.decode("utf-8", "replace"), "the file")
    await run_in_threadpool(_take_in, desk, found)
    return RedirectResponse("/judgements", 303)


def _take_in(desk: Desk, found: tuple[Judgement, ...]) -> None:
    for judgement in found:
        desk.collection.judge(judgement)
    desk.changed()
    desk.worker.wait(PATIENCE)
