"""What a person or a program sends to ask about a thing or to decide about it: one form for each.

The page's forms and the API's JSON are the same records; OpenAPI describes them.
"""

from typing import Annotated, Any, Literal, TypeVar

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

Part = Literal["appearance", "step", "finding", "rejected-step", "rejected-finding"]
About = Literal["claim", Part, "statement", "source"]
MOST_PARTS = 1_000_000  # of a claim, statements of an article
Id = Annotated[str, Field(max_length=4000)]


class OnClaim(BaseModel):
    """A claim."""

    about: Literal["claim"]
    claim: Id = Field(description="its id")


class OnPart(BaseModel):
    """A part of a claim, or what people rejected of it."""

    about: Part
    claim: Id = Field(description="its id")
    n: int = Field(ge=1, le=MOST_PARTS, description="which of its kind, as the page numbers them")


class OnStatement(BaseModel):
    """A statement of an article."""

    about: Literal["statement"]
    article: Id = Field(description="its id")
    s: int = Field(ge=0, le=MOST_PARTS, description="which of its statements, from 0")


class OnSource(BaseModel):
    """A source or outlet."""

    about: Literal["source"]
    id: Id


Thing = OnClaim | OnPart | OnStatement | OnSource
Form = TypeVar("Form")
_THING: TypeAdapter[Thing] = TypeAdapter(Annotated[Thing, Field(discriminator="about")])


class Asked(BaseModel):
    """A thing as an address names it."""

    about: About
    claim: Id = Field("", description="id of the claim that it is, or is part of")
    n: int = Field(0, ge=0, le=MOST_PARTS, description="which part of the claim, from 1")
    article: Id = Field("", description="id of the article whose statement it is")
    s: int = Field(0, ge=0, le=MOST_PARTS, description="which statement, from 0")
    id: Id = Field("", description="of the source")

    @property
    def thing(self) -> Thing:
        """The thing that is asked about."""
        return _checked(_THING, self.model_dump())


class Decision(BaseModel):
    """What somebody decides about a thing."""

    do: str = Field(max_length=40, description="one of the choices that the thing has")
    of: str = Field(max_length=200, description="what told the thing from others when it was shown")
    # Too long a name, or none, is answered with the form and what was written in it.
    who: str = Field("", max_length=8000, description="a name, at most 200 characters")
    note: str = Field("", max_length=8000)
    other: str = Field("", max_length=8000, description="what the choice asks for")


class ClaimDecision(Decision, OnClaim):
    """What somebody decides about a claim."""


class PartDecision(Decision, OnPart):
    """What somebody decides about a part of a claim."""


class StatementDecision(Decision, OnStatement):
    """What somebody decides about a statement."""


class SourceDecision(Decision, OnSource):
    """What somebody decides about a source."""


AnyDecision = Annotated[
    ClaimDecision | PartDecision | StatementDecision | SourceDecision,
    Field(discriminator="about"),
]
_DECISION: TypeAdapter[AnyDecision] = TypeAdapter(AnyDecision)


class Undo(BaseModel):
    """That somebody takes a judgement back, and on whose page."""

    number: int = Field(ge=0, le=10**15)
    who: str = Field("", max_length=8000)
    note: str = Field("", max_length=8000)
    claim: Id = ""
    article: Id = ""
    id: Id = ""


async def sent(request: Request) -> AnyDecision:
    """Return what a page's form says; each of its buttons has a field of its own."""
    async with request.form(max_files=0, max_fields=1000) as form:
        values: dict[str, Any] = dict(form.items())
        several = form.getlist(f"other-{values.get('do', '')}")
    other = " ".join(map(str, several)) if several else values.get("other", "")
    return _checked(_DECISION, {**values, "other": other})


OnDecision = Annotated[AnyDecision, Depends(sent)]


def _checked(kind: TypeAdapter[Form], values: dict[str, Any]) -> Form:
    try:
        return kind.validate_python(values)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error
