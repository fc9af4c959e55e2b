"""Small documents and archives for tests: the reference engine in memory, nothing mocked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.analysis.analyze import Analyzer
from search.archive import Archive
from search.config import SearchConfig
from search.engines.memory import MemoryEngine
from search.entries import entries_of
from search.glossary.people import NOBODY, People
from search.model import Document, Genre, Kind, Passage, Role, Source, Span, Speaker, SpeakerSource, Turn
from search.names import speaker_key
from search.outline import outline_of
from search.results.searcher import EntityNames
from search.suggest.build import build_table
from search.suggest.table import ATTACHMENT, EMPTY, pack_table

ANALYZER = Analyzer()
_KINDS = {Role.QUESTION: Kind.QUESTION, Role.ANSWER: Kind.ANSWER}


@dataclass(frozen=True)
class Said:
    """A turn: who, and paragraphs with a newline between them."""

    role: Role
    text: str
    speaker: str = ""


def statement(text: str, speaker: str = "") -> Said:
    return Said(Role.STATEMENT, text, speaker)


def question(text: str, speaker: str = "") -> Said:
    return Said(Role.QUESTION, text, speaker)


def answer(text: str, speaker: str = "") -> Said:
    return Said(Role.ANSWER, text, speaker)


def document(
    document_id: str, *turns: Said, title: str = "", lang: str = "zh-Hans", cards: Sequence[str] = (), **facts: str
) -> Document:
    """A page with the title on its first line, a label before each known speaker, and cards at its end. An answer
    replies to the question before it. `facts`: date, number, place, publisher, genre, source_url."""
    text = f"{title}\n\n"
    made: list[Turn] = []
    speakers: dict[str, Speaker] = {}
    asked = ""
    for number, said in enumerate(turns, start=1):
        key = speaker_key(said.speaker) if said.speaker else ""
        label = None
        if said.speaker:
            speakers.setdefault(key, Speaker(key, said.speaker))
            label = Span(len(text), len(text) + len(said.speaker) + 1)
            text += f"{said.speaker}: "
        spans = []
        for paragraph in said.text.split("\n"):
            spans.append(Span(len(text), len(text) + len(paragraph)))
            text += f"{paragraph}\n"
        text += "\n"
        turn_id = f"t{number}"
        replies = (asked,) if said.role is Role.ANSWER and asked else ()
        asked = turn_id if said.role is Role.QUESTION else asked
        source = SpeakerSource.LABEL if key else SpeakerSource.NONE
        made.append(Turn(turn_id, said.role, tuple(spans), label, key, source, (), replies))
    passages = [passage for turn in made for passage in _passages(turn, made, lang)]
    for number, card in enumerate(cards, start=1):
        passages.append(Passage(f"c{number}", Kind.CONTACT, (Span(len(text), len(text) + len(card)),), lang))
        text += f"{card}\n\n"
    page = Document(
        id=document_id,
        key=f"{document_id}.txt",
        source=Source(f"{document_id}.txt"),
        text=text,
        title=Span(0, len(title)),
        lang=lang,
        genre=Genre(facts.pop("genre", "press_conference")),
        speakers=tuple(speakers.values()),
        turns=tuple(made),
        passages=tuple(passages),
    )
    return replace(page, **facts)  # type: ignore[arg-type]  # every fact is a text field


def _passages(turn: Turn, turns: Sequence[Turn], lang: str) -> list[Passage]:
    pairs = turn.replies_to or tuple(other.id for other in turns if turn.id in other.replies_to)
    kind = _KINDS.get(turn.role, Kind.PARAGRAPH)
    if turn.role is not Role.STATEMENT:
        return [Passage(turn.id, kind, turn.paragraphs, lang, turn.id, pairs, turn.speaker, turn.speaker_source)]
    return [
        Passage(f"{turn.id}.{number}", kind, (span,), lang, turn.id, (), turn.speaker, turn.speaker_source)
        for number, span in enumerate(turn.paragraphs, start=1)
    ]


def publish(engine: MemoryEngine, *documents: Document) -> None:
    """A new generation that holds these documents alone."""
    draft = engine.draft(ANALYZER.fingerprint)
    for each in documents:
        draft.put(each, entries_of(each, ANALYZER), outline_of(each))
    draft.attach(ATTACHMENT, pack_table(build_table(draft.seal(), ANALYZER, None, EMPTY)))
    draft.publish()


def archive_of(*documents: Document, names: EntityNames | None = None, people: People = NOBODY) -> Archive:
    """An archive that holds these documents."""
    engine = MemoryEngine()
    publish(engine, *documents)
    return Archive(engine, ANALYZER, SearchConfig(deadline_ms=60_000), names, people)
