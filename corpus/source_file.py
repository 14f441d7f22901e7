"""The shape of one corpus file: what a field may hold, said once, for checking and for editors.

Knows the fields of FORMAT.md and nothing of other files: whether an id exists elsewhere is `catalogue`'s question.
`source_schema()` is the JSON Schema that editors use: docs/source.schema.json is made from it.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core.core_schema import CoreSchema, with_info_after_validator_function

from tumen.corpus.dates import PartialDate
from tumen.corpus.passages import Confidence, Voice
from tumen.corpus.subject import shipped_subject

_NO_STATES = ("author", "curator")
"""Holders of the writer's own judgement, and of a remark of the curators."""


class _Known:
    """Checks an id against the folder's own tables, which come as the context of the validation; without, any goes.

    An editor, which has no context, is told the shipped ids.
    """

    def __init__(self, what: str, *more: str) -> None:
        """what: `actors` or `topics`. more: ids that every folder has."""
        self._what, self._more = what, more

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return with_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        names = shipped_subject().names
        return {**handler(schema), "enum": [*getattr(names, self._what), *self._more]}

    def _checked(self, name: str, info: ValidationInfo) -> str:
        known = (*info.context[self._what], *self._more) if info.context else (name,)
        if name not in known:
            raise ValueError(f"one of {', '.join(known)}")
        return name


Actor = Annotated[str, _Known("actors")]
Holder = Annotated[str, _Known("actors", *_NO_STATES)]
Topic = Annotated[str, _Known("topics")]
SourceKind = Literal[
    "article",
    "report",
    "news",
    "speech",
    "interview",
    "statement",
    "joint-statement",
    "treaty",
    "resolution",
    "draft-resolution",
    "vote",
    "meeting-record",
    "white-paper",
    "decree",
    "dataset",
    "reference",
]
Ballot = Literal["for", "against", "abstain"]


def _checked_date(text: str) -> str:
    try:
        PartialDate.parse(text)
    except ValueError as error:
        raise ValueError("a date: YYYY, YYYY-MM or YYYY-MM-DD") from error
    return text


# Our loader keeps every scalar as text; an editor's reads a bare 2017 as a number, which the schema therefore allows.
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    Field(json_schema_extra={"type": ["string", "number"]}),
]
DateText = Annotated[
    str,
    Field(json_schema_extra={"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
    AfterValidator(_checked_date),
]
SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
StatementId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*#[1-9]\d*$")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StatementEntry(_Strict):
    """One statement of a source file."""

    n: int = Field(gt=0)
    text: Text
    holder: list[Holder] = Field(min_length=1)
    about: list[Actor] = []
    voice: Voice
    topics: list[Topic] = Field(min_length=1)
    stated: DateText | None = None
    at: Text | None = None
    confidence: Confidence
    evidence: list[Address] = []
    note: Text | None = None

    @model_validator(mode="after")
    def _remarks_are_nobody_s_position(self) -> Self:
        """What the curators remark is held by nobody else, and what somebody holds is no remark of theirs."""
        if (self.voice is Voice.CURATOR) != (self.holder == ["curator"]):
            raise ValueError("`holder: [curator]` exactly where the voice is `curator`")
        return self


class VoteEntry(_Strict):
    """How a vote went."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    in_favour: int | None = Field(default=None, alias="for", ge=0, le=15)
    against: int | None = Field(default=None, ge=0, le=15)
    abstain: int | None = Field(default=None, ge=0, le=15)
    russia: Ballot | None = None
    china: Ballot | None = None


class SourceEntry(_Strict):
    """A whole source file."""

    id: SourceId
    title: Text
    author: Text
    publisher: Text
    published: DateText
    kind: SourceKind
    languages: list[Language] = Field(min_length=1)
    symbol: Text | None = None
    url: Address
    url_checked: bool
    basis: Literal["full", "opening", "secondary"]
    core: bool
    actors: list[Actor] = Field(min_length=1)
    topics: list[Topic] = Field(min_length=1)
    vote: VoteEntry | None = None
    related: list[SourceId] = []
    note: Text | None = None
    statements: list[StatementEntry] = Field(min_length=1)


class PositionEntry(_Strict):
    """One side or one date of a contradiction; `when` is free text ("2009-2010", "before 2024")."""

    when: Text
    actor: list[Holder] = Field(min_length=1)
    says: Text
    statements: list[StatementId] = Field(min_length=1)


class ContradictionEntry(_Strict):
    """One entry of contradictions.yaml."""

    id: SourceId
    question: Text
    kind: Literal["change-over-time", "conflict", "wording"]
    positions: list[PositionEntry] = Field(min_length=1)
    note: Text | None = None


class TableEntry(_Strict):
    """One table of tables.yaml; rows and columns are free but name their sources."""

    id: SourceId
    title: Text
    note: Text | None = None
    columns: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = Field(min_length=1)


def source_schema() -> dict[str, Any]:
    """The JSON Schema of a source file, for editors that complete and check YAML."""
    return {
        **SourceEntry.model_json_schema(by_alias=True),
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Tumen source file",
    }
