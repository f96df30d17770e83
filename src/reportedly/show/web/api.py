"""The same as data: what the pages show, as JSON, described by OpenAPI."""

import json
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request

from reportedly import pipeline
from reportedly.judge.exchange import lines
from reportedly.show.export_json import attribution_lines, trace_object
from reportedly.show.naming import outlet_of
from reportedly.show.web import judging, lists
from reportedly.show.web.data import (
    Choice,
    ClaimRow,
    Claims,
    Decidable,
    JudgementMade,
    Lean,
    SearchHit,
    Session,
    SourceRow,
    Trouble,
    Work,
)
from reportedly.show.web.filters import Id, OnWanted, Words
from reportedly.show.web.forms import AnyDecision, Asked
from reportedly.show.web.judging import keep
from reportedly.show.web.links import article_link, claim_link, source_link
from reportedly.show.web.render import Gone, OnDesk, OnTrace, cut, key_of
from reportedly.show.web.rows import Row, chosen
from reportedly.show.web.subjects import subject
from reportedly.show.web.uploads import NoFiles, received
from reportedly.show.web.work import Progress

router = APIRouter(prefix="/api", tags=["reading"])
At = Annotated[int, Query(ge=1, le=1_000_000)]
Size = Annotated[int, Query(ge=1, le=500)]


NO_KEY = {"model": Trouble, "description": "The key is missing"}
ERRORS: dict[int | str, dict[str, Any]] = {
    404: {"model": Trouble, "description": "It is not there (any more)"},
    422: {"model": Trouble, "description": "The request cannot be understood"},
    503: {"model": Trouble, "description": "The collection is being analysed, or cannot be used"},
}
router.responses.update(ERRORS)


@router.get("/session")
def session(request: Request, desk: OnDesk) -> Session:
    """Return the key for requests that change something."""
    return Session(key=key_of(request), revision=desk.collection.revision, outdated=desk.outdated)


@router.get("/claims")
def claims(
    traced: OnTrace,
    wanted: OnWanted,
    page: At = 1,
    size: Size = 100,
) -> Claims:
    """Return the claims, what is most worth a look first."""
    found = chosen(traced.rows, wanted, traced.leaning)
    rows, at, pages = cut(found, page, size)
    return Claims(total=len(found), page=at, pages=pages, claims=[_claim(row) for row in rows])


@router.get("/claim")
def claim(traced: OnTrace, id: Id) -> dict[str, Any]:
    """Return one claim followed upstream, as `reportedly trace --json` writes it."""
    number = traced.numbers.get(id)
    if number is None:
        raise Gone("claim")
    return trace_object(traced.alone(number))


@router.get("/articles")
def articles(traced: OnTrace, q: Words = "", page: At = 1, size: Size = 100) -> dict[str, Any]:
    """Return the articles by time."""
    found = lists.articles(traced, q)
    rows, at, pages = cut(found, page, size)
    return {
        "total": len(found), "page": at, "pages": pages,
        "articles": [
            {
                "id": row.id, "href": row.href, "title": row.title,
                "outlet": outlet_of(row.id, traced.resolution), "statements": row.statements,
                "claims": row.claims,
            }
            for row in rows
        ],
    }  # fmt: skip


@router.get("/article")
def article(traced: OnTrace, id: Id) -> dict[str, Any]:
    """Return an article's text with its attributions, as `reportedly attribute --json` does."""
    found = traced.articles.get(id)
    if found is None:
        raise Gone("article")
    said = tuple(appearance.attribution for appearance in traced.said_in.get(id, []))
    (line,) = attribution_lines([found], {id: said}, traced.resolution)
    answer: dict[str, Any] = json.loads(line)
    return answer | {"href": article_link(id), "title": found.title, "url": found.url}


@router.get("/sources")
def sources(traced: OnTrace, q: Words = "") -> list[SourceRow]:
    """Return who speaks, those with the most words first."""
    return [
        SourceRow(
            id=quoted.source.id, href=source_link(quoted.source.id), name=quoted.source.name,
            kind=quoted.source.kind, group=quoted.source.group, words=quoted.words,
            share=round(quoted.share, 4), statements=quoted.attributions,
            articles=list(quoted.articles),
        )
        for quoted in lists.speakers(traced, q)
    ]  # fmt: skip


@router.get("/source")
def source(traced: OnTrace, id: Id) -> dict[str, Any]:
    """Return a source with the claims in whose chain it stands."""
    if id not in traced.looks:
        raise Gone("source")
    found = traced.resolution.sources[id]
    return {
        "id": id, "name": found.name, "kind": found.kind, "names": list(found.names),
        "affiliation": found.affiliation, "group": found.group, "domain": found.domain,
        "claims": [traced.places.claims[n - 1] for n in traced.claims_with.get(id, [])],
    }  # fmt: skip


@router.get("/leaning")
def leaning(traced: OnTrace) -> list[Lean]:
    """Return who has claims from whom."""
    ids = traced.places.claims
    return [
        Lean(down=down, up=up, claims=[ids[n - 1] for n in sorted(numbers)])
        for down, ups in traced.leaning.items()
        for up, numbers in ups.items()
    ]


@router.get("/search")
def search(
    desk: OnDesk, q: Words, limit: Annotated[int, Query(ge=1, le=500)] = 50
) -> list[SearchHit]:
    """Search claims, sources and articles by words and by meaning, the best first."""
    return [
        SearchHit(
            kind=hit.kind, id=hit.id, article=hit.article, statement=hit.index, words=hit.words,
            score=hit.score,
        )
        for hit in pipeline.search(desk.collection, q, limit=limit)
    ]  # fmt: skip


@router.get("/work")
def work(desk: OnDesk) -> Work:
    """Return how far the work in the background is."""
    return _work(desk.worker.progress)


@router.get("/judgements")
def judgements(desk: OnDesk) -> list[dict[str, Any]]:
    """Return what people decided, each as `reportedly judgements --json` writes it."""
    return [json.loads(line) for line in lines(desk.collection.judgements())]


@router.get("/judge")
def can_decide(traced: OnTrace, asked: Annotated[Asked, Query()]) -> Decidable:
    """Return what can be decided about a thing; `of` has to be sent back with a decision."""
    found = subject(traced, asked.thing)
    return Decidable(
        title=found.title,
        words=found.words,
        of=found.digest(traced.trace),
        choices=[
            Choice(
                do=one.do,
                label=one.label,
                asks=one.asks or None,
                options=dict(one.options) or None,
                many=one.many,
            )
            for one in found.choices.values()
        ],
    )


@router.post(
    "/judge",
    tags=["changing"],
    responses={400: {"model": Trouble}, 403: NO_KEY, 409: {"model": Trouble}},
)
def judge(traced: OnTrace, desk: OnDesk, decision: AnyDecision) -> JudgementMade:
    """Keep what somebody decided; the analysis is made anew in the background."""
    try:
        _, kept = keep(traced, desk, decision)
    except judging.Trouble as error:
        raise HTTPException(422, str(error)) from error
    except Gone as error:
        why = f"this {error.what} is not there any more, or another stands in its place"
        raise HTTPException(409, why) from error
    return JudgementMade(number=kept.number, id=kept.id)


@router.post("/renew", status_code=202, tags=["changing"], responses={403: NO_KEY})
def renew(desk: OnDesk) -> Work:
    """Read anew what another version of the program read; /api/work tells how far that is."""
    desk.renew()
    return _work(desk.worker.progress)


@router.post("/articles", status_code=202, tags=["changing"], openapi_extra={
    "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": {
        "type": "object", "required": ["files"], "properties": {"files": {
            "type": "array", "items": {"type": "string", "format": "binary"}}}}}}}},
    responses={400: {"model": Trouble}, 403: NO_KEY})  # fmt: skip
async def add(request: Request, desk: OnDesk) -> Work:
    """Add files; they are read in the background, and /api/work tells how far that is."""
    try:
        desk.add(await received(request))
    except NoFiles:
        raise HTTPException(422, "no file came with it, as files in multipart/form-data") from None
    return _work(desk.worker.progress)


def _claim(row: Row) -> ClaimRow:
    return ClaimRow(
        number=row.number, id=row.id, href=claim_link(row.id), text=row.text,
        articles=row.articles, outlets=row.outlets, known_origins=row.known, unknown=row.unknown,
        findings=sorted(row.kinds), first=row.first or None,
    )  # fmt: skip


def _work(progress: Progress) -> Work:
    told = asdict(progress)
    return Work(notes=told.pop("lines"), counted=dict(told.pop("counted")), **told)
