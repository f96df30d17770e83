"""The views for reading: story, claim, article, source, outlets."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, JSONResponse

from reportedly.errors import NoSuchArticle
from reportedly.records import FINDING_KINDS
from reportedly.show.naming import outlet_of, told_in_list
from reportedly.show.phrases import FINDINGS
from reportedly.show.quoted import NAMINGS, namesakes, summary
from reportedly.show.safe import one_line
from reportedly.show.web import lists
from reportedly.show.web.decided import about_claim, about_source, decided, unsaid, unsaid_in
from reportedly.show.web.filters import Id, OnWanted, Words
from reportedly.show.web.links import article_link, claim_link, decide_link, link
from reportedly.show.web.matrix import matrix
from reportedly.show.web.render import Gone, OnDesk, OnTrace, cut, name_of, page, pager, part
from reportedly.show.web.rows import SIZE, Wanted, chosen, known_origins
from reportedly.show.web.statement import listed, statement
from reportedly.show.web.traced import Traced

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

At = Annotated[int, Query(alias="page", ge=1, le=1_000_000)]
LONG_LIST = 100  # lines of a plain list on one page


@router.get("/")
def story(
    request: Request,
    traced: OnTrace,
    desk: OnDesk,
    wanted: OnWanted,
    at: At = 1,
) -> HTMLResponse:
    """Show the claims, what is most worth a look first."""
    found = chosen(traced.rows, wanted, traced.leaning)
    rows, at, pages = cut(found, at, SIZE)
    lead = next((row for row in traced.rows if row.articles > 1), None)
    here = [row for row in traced.rows if wanted.everything or row.articles > 1]
    query = wanted.query()
    return page(
        request,
        "story.html.j2",
        {
            "here": "story",
            "wanted": wanted,
            "numbers": {
                "articles": len(traced.articles),
                "outlets": len({outlet_of(id, traced.resolution) for id in traced.articles}),
            },
            "lead": lead if lead and at == 1 and not wanted.filtered else None,
            "lead_href": claim_link(lead.id) if lead else "",
            "lead_origins": known_origins(lead.known) if lead else "",
            "findings": [
                (kind, FINDINGS[kind], n)
                for kind in FINDING_KINDS
                if (n := sum(kind in row.kinds for row in here))
            ],
            "hand": _hands(traced, wanted),
            "total": len(found),
            "start": (at - 1) * SIZE + 1,
            "rows": [(row, claim_link(row.id), traced.mini(row.number)) for row in rows],
            "outdated": desk.outdated,
            "hidden": 0 if wanted.everything else sum(row.articles == 1 for row in traced.rows),
            "everything_href": link("/", **{**query, "all": 1}),
            "pager": pager("/", query, at, pages),
        },
    )


def _hands(traced: Traced, wanted: Wanted) -> str:
    if wanted.by:
        return f"{traced.page.source(wanted.by)} from {traced.page.source(wanted.hand)}"
    return traced.page.source(wanted.hand) if wanted.hand else ""


@router.get("/now")
def now(desk: OnDesk) -> JSONResponse:
    """Say which analysis a page would show now, so that an open one can offer itself anew."""
    desk.traced()  # begins a new analysis if another program changed the collection
    return JSONResponse({"made": desk.made, "busy": desk.worker.progress.busy})


@router.get("/claim")
def claim(request: Request, traced: OnTrace, id: Id, over_time: bool = False) -> HTMLResponse:
    """Show one claim: its chain, every appearance in its own words, the findings, and why."""
    number = traced.numbers.get(id)
    if number is None:
        raise Gone("claim")
    ids, found = traced.places.claims, traced.claim(number)
    about = about_claim(traced, number)
    return page(
        request,
        "claim_page.html.j2",
        {
            "claim": traced.view(number),
            "timeline": traced.timeline(number),
            "over_time": over_time,
            "decided": decided(traced, [judgement for judgement in about if not unsaid(judgement)]),
            "unsaid": decided(traced, list(filter(unsaid, about))),
            "whose": {"claim": id},
            "who": name_of(request),
            "rejected": len(found.rejected_edges) + len(found.rejected_findings),
            "before": claim_link(ids[number - 2]) if number > 1 else "",
            "after": claim_link(ids[number]) if number < len(ids) else "",
        },
    )


@router.get("/article")
def article(
    request: Request, traced: OnTrace, desk: OnDesk, id: Id, s: int | None = None
) -> HTMLResponse:
    """Show an article as published, with one statement's chain beside it."""
    if id not in traced.articles:
        raise Gone("article")
    return page(
        request,
        "article_page.html.j2",
        {
            "article": traced.article(id),
            "statements": listed(traced, id),
            "chosen": statement(traced, id, s) if s is not None else None,
            "panel_href": link("/article/statement", id=id),
            "self_href": article_link(id),
            "versions": _versions(traced, desk, id),
            "unsaid": decided(traced, unsaid_in(traced, id)),
            "whose": {"article": id},
            "who": name_of(request),
        },
    )


def _versions(traced: Traced, desk: OnDesk, id: str) -> list[tuple[str, str, bool]]:
    """Return what to call each version of an article, its address, and whether it is this one."""
    try:
        found = desk.collection.versions(id)
    except NoSuchArticle:  # what is shown is older than the collection
        return []
    stem, out = found[-1].article.id, []
    for version in found if len(found) > 1 else ():
        name = stem if version is found[-1] else f"{stem}@{version.number}"
        href = article_link(name) if name in traced.articles else ""
        changed = f", other {' and '.join(version.changed)}" if version.changed else ""
        out.append((f"added {version.added[:10]}{changed}", href, name == id))
    return out


@router.get("/article/statement")
def beside(traced: OnTrace, id: Id, s: int) -> HTMLResponse:
    """Show one statement's chain: what stands beside the article."""
    found = statement(traced, id, s) if id in traced.articles else None
    if found is None:
        raise Gone("statement")
    return part("statement.html.j2", {"chosen": found})


@router.get("/articles")
def articles(
    request: Request,
    traced: OnTrace,
    q: Words = "",
    at: At = 1,
) -> HTMLResponse:
    """List the articles by time."""
    rows, at, pages = cut(lists.articles(traced, q), at, LONG_LIST)
    return page(
        request,
        "articles.html.j2",
        {
            "here": "articles",
            "q": q,
            "rows": rows,
            "total": len(traced.articles),
            "pager": pager("/articles", {"q": q}, at, pages),
        },
    )


@router.get("/sources")
def sources(
    request: Request,
    traced: OnTrace,
    q: Words = "",
    at: At = 1,
) -> HTMLResponse:
    """List who speaks, those with the most words first."""
    found = lists.speakers(traced, q)
    rows, at, pages = cut(found, at, LONG_LIST)
    shared = namesakes(traced.counted.sources)
    return page(
        request,
        "sources_page.html.j2",
        {
            "here": "sources",
            "q": q,
            "total": len(found),
            "summary": summary(traced.counted),
            "namings": NAMINGS,
            "rows": [
                (
                    traced.page.chip(quoted.source.id),
                    told_in_list(
                        quoted.source, map(traced.page.outlet, quoted.articles_if(shared))
                    ),
                    one_line(quoted.source.group or ""),
                    quoted,
                )
                for quoted in rows
            ],
            "pager": pager("/sources", {"q": q}, at, pages),
        },
    )


@router.get("/source")
def source(request: Request, traced: OnTrace, id: Id) -> HTMLResponse:
    """Show a source or outlet: all it said, who relays it, whom it relays."""
    if id not in traced.looks:
        raise Gone("source")
    numbers = traced.claims_with.get(id, [])
    rows = [traced.rows[number - 1] for number in numbers[:SIZE]]
    leans = sorted(traced.leaning.get(id, {}).items(), key=lambda it: (-len(it[1]), it[0]))
    leaned = sorted(
        ((down, ups[id]) for down, ups in traced.leaning.items() if id in ups),
        key=lambda it: (-len(it[1]), it[0]),
    )
    return page(
        request,
        "source_page.html.j2",
        {
            "source": traced.source(id),
            "decide": decide_link("source", id=id),
            "decided": decided(traced, about_source(traced, id)),
            "whose": {"id": id},
            "who": name_of(request),
            "rows": [(row, claim_link(row.id), traced.mini(row.number)) for row in rows],
            "more": link("/", hand=id, all=1) if len(numbers) > SIZE else "",
            "claims": len(numbers),
            "leans": [
                (traced.page.chip(up), len(n), link("/", hand=up, by=id, all=1)) for up, n in leans
            ],
            "leaned": [
                (traced.page.chip(down), len(n), link("/", hand=id, by=down, all=1))
                for down, n in leaned
            ],
        },
    )


@router.get("/outlets")
def outlets(request: Request, traced: OnTrace) -> HTMLResponse:
    """Show who leans on whom, and the outlets."""
    return page(
        request,
        "outlets.html.j2",
        {"here": "outlets", "matrix": matrix(traced), "outlets": lists.outlets(traced)},
    )
