"""The shapes of what the API gives and takes; OpenAPI describes it by them."""

from pydantic import BaseModel, Field


class Trouble(BaseModel):
    """What went wrong, and the way out."""

    detail: str


class ClaimRow(BaseModel):
    """One claim of the list."""

    number: int = Field(description="its rank: 1 is most worth a look")
    id: str
    href: str = Field(description="its page")
    text: str
    articles: int
    outlets: int
    known_origins: str = Field(description='"1", or bounds as "1–3"')
    unknown: int = Field(description="articles that do not say from where they have it")
    findings: list[str]
    first: str | None = Field(description="when it first came out, ISO 8601")


class Claims(BaseModel):
    """A page of the list of claims."""

    total: int
    page: int
    pages: int
    claims: list[ClaimRow]


class SourceRow(BaseModel):
    """Who speaks, and how much."""

    id: str
    href: str
    name: str
    kind: str
    group: str | None
    words: int
    share: float = Field(ge=0, le=1)
    statements: int
    articles: list[str]


class Lean(BaseModel):
    """That one hand has claims from another."""

    down: str = Field(description="id of who has them")
    up: str = Field(description="id of whom they are had from")
    claims: list[str] = Field(description="ids")


class SearchHit(BaseModel):
    """Something that was found."""

    kind: str
    id: str
    article: str
    statement: int | None
    words: str
    score: float


class Work(BaseModel):
    """How far the work in the background is."""

    number: int
    state: str
    doing: str
    done: int
    total: int
    notes: list[str]
    counted: dict[str, int]


class Session(BaseModel):
    """What a program needs to change something."""

    key: str = Field(description="to be sent as x-reportedly-key")
    revision: int = Field(description="goes up with every change of the collection")
    outdated: int = Field(description="articles that another version of the program read")


class Choice(BaseModel):
    """One thing that can be decided."""

    do: str
    label: str
    asks: str | None = Field(description="what has to be given as `other`")
    options: dict[str, str] | None = Field(description="the values of `other`, with their words")
    many: bool = Field(description="whether `other` may be several of them, with spaces between")


class Decidable(BaseModel):
    """A thing about which people can decide."""

    title: str
    words: str
    of: str = Field(description="what tells the thing from others; to be sent back")
    choices: list[Choice]


class JudgementMade(BaseModel):
    """A judgement as it was stored."""

    number: int
    id: str
