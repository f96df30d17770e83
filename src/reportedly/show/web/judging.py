"""People decide: forms, the list of what was decided, and taking it back."""

from dataclasses import dataclass
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
from reportedly.show.web.decided import decided
from reportedly.show.web.desk import Desk
from reportedly.show.web.links import claim_link, source_link
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
from reportedly.show.web.subjects import About, Asked, Given, Subject, subject
from reportedly.show.web.traced import Traced

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
PATIENCE = 8.0  # seconds that an answer waits for the new analysis; longer, and a strip shows it
MOST_BYTES = 16 * 2**20  # of judgements that are read in
Text = Annotated[str, Form(max_length=8000)]


@router.get("/judge")
def form(  # noqa: PLR0913 - which thing it is about
    request: Request,
    traced: OnTrace,
    about: About,
    claim: str = "",
    n: int = 0,
    article: str = "",
    s: int = 0,
    id: str = "",
    part_: Annotated[bool, Query(alias="part")] = False,
) -> HTMLResponse:
    """Show the form by which somebody decides about one thing."""
    asked = Asked(about=about, claim=claim, n=n, article=article, s=s, id=id)
    values = _form(request, traced, asked)
    if part_:
        return part("judge_form.html.j2", values)
    return page(request, "judge.html.j2", values)


def _form(request: Request, traced: Traced, asked: Asked) -> dict[str, object]:
    found = subject(traced, asked)
    return {
        "it": found,
        "asked": asked,
        "of": found.digest(traced),
        "key": key_of(request),
        "who": name_of(request),
        "note": "",
        "trouble": "",
        "names": [traced.page.source(id) for id in list(traced.looks)[:300]],
    }


class Trouble(Exception):
    """A decision that lacks something; nothing was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What somebody decided, as a form or a program sends it."""

    do: str
    of: str  # the digest of what the form was about
    who: str
    note: str
    other: str


def keep(traced: Traced, desk: Desk, asked: Asked, sent: Sent) -> tuple[Subject, Judgement]:
    """Store a decision and begin a new analysis; return what it is about, and as it was stored.

    Raises:
        Gone: what it is about is not there any more, or another thing stands in its place.
        Trouble: something is missing, or says nothing.
    """
    found = subject(traced, asked)
    if sent.of != found.digest(traced):
        raise Gone("thing")
    choice = found.choices.get(sent.do)
    if choice is None:
        raise Trouble("choose what you decide")
    if not one_line(sent.who):
        raise Trouble("say who you are: a judgement is kept with a name")
    if choice.asks and not one_line(sent.other):
        raise Trouble(f"fill in: {choice.asks.lower()}")
    if choice.do == "note" and not sent.note.strip():
        raise Trouble("write the note")
    maker = Maker(traced.trace, one_line(sent.who), sent.note.strip())
    try:
        made = choice.make(maker, Given(other=sent.other))
    except BadJudgement as error:
        raise Trouble(one_line(str(error))) from error
    except Gone as error:
        raise Trouble(f"there is no such {error.what}") from error
    return found, _kept(desk, made)


@router.post("/judge")
def judge(  # noqa: PLR0913 - the fields of the form
    request: Request,
    traced: OnTrace,
    desk: OnDesk,
    about: Annotated[About, Form()],
    do: Annotated[str, Form(max_length=40)],
    who: Text = "",
    note: Text = "",
    of: Text = "",
    claim: Text = "",
    n: Annotated[int, Form()] = 0,
    article: Text = "",
    s: Annotated[int, Form()] = 0,
    id: Text = "",
    other: Text = "",
) -> Response:
    """Keep what somebody decided; it is never changed, and can be taken back."""
    asked = Asked(about=about, claim=claim, n=n, article=article, s=s, id=id)
    written = {"who": who, "note": note}
    try:
        found, kept = keep(traced, desk, asked, Sent(do=do, of=of, who=who, note=note, other=other))
    except Gone as gone:
        return page(request, "gone.html.j2", {"what": gone.what, **written}, 409)
    except Trouble as error:
        said = f"{str(error)[:1].upper()}{str(error)[1:]}."
        values = {**_form(request, traced, asked), **written, "trouble": said}
        return page(request, "judge.html.j2", values, 422)
    place = found.left if kept.verdict == "reject" and found.left else found.back
    back = found.back.partition("#")[0] + place if place.startswith("#") else place
    answer = RedirectResponse(_after(back, kept), 303)
    answer.set_cookie(
        NAME, quote(one_line(who)), max_age=31536000, httponly=True, samesite="strict", path="/"
    )
    return answer


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
def undo(  # noqa: PLR0913 - the fields of the form
    traced: OnTrace,
    desk: OnDesk,
    number: Annotated[int, Form()],
    who: Text = "",
    note: Text = "",
    claim: Text = "",
    id: Text = "",
) -> Response:
    """Take a judgement back: that is one more, and can be taken back itself.

    `claim` and `id` (of a source) say on whose page that was done.
    """
    found = next((j for j in desk.collection.judgements() if j.number == number), None)
    if found is None:
        raise Gone("judgement")
    maker = Maker(traced.trace, one_line(who) or found.who, note.strip())
    kept = _kept(desk, maker.undo(found))
    now = desk.traced() or traced
    if claim in now.numbers:
        return RedirectResponse(_after(claim_link(claim), kept), 303)
    if id in now.looks:
        return RedirectResponse(_after(source_link(id), kept), 303)
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
