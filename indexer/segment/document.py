"""An extract -> a document: the steps of the segmentation, in order. Nothing of the text is lost."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from indexer.readers.extract import Extract
from indexer.segment.cards import ContactCard, find_cards
from indexer.segment.chrome import find_chrome, frame_of
from indexer.segment.filename import title_in_name
from indexer.segment.given_turns import given_turns
from indexer.segment.header import Header, read_header
from indexer.segment.label_selection import find_labels
from indexer.segment.labels import Label
from indexer.segment.lexicon import key_of, lexicon
from indexer.segment.lines import PageLine, page_lines
from indexer.segment.links import link_turns
from indexer.segment.page_form import flags_of, form_of, genre_by_form
from indexer.segment.passages import language_of, passages_of_turns
from indexer.segment.remarks import remarks_in
from indexer.segment.roles import with_roles
from indexer.segment.speakers import name_turns
from indexer.segment.title_speaker import title_speaker
from indexer.segment.titles import Title, beginning_of
from indexer.segment.turns import find_turns
from indexer.segment.unlabelled import find_unlabelled
from search.analysis.identify import identify
from search.model import Card, Chrome, Document, Genre, Kind, Passage, Role, Source, Span, Speaker, Turn

LANGUAGE_CHARS = 2_000  # enough to tell a page's language for certain; the whole text costs ten times the rest
CAPTION_CHARS = 12  # a shorter caption is a name or a number and finds nothing that the page does not


@dataclass(frozen=True, slots=True)
class _Division:
    """What the lines of a page are: those of the body, the contact cards, and why the others are no text, by number."""

    body: Sequence[PageLine] = ()
    cards: Sequence[ContactCard] = ()
    reasons: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Speech:
    """What is said in the body: turns, who speaks, and the labels that show it (none where the format gives turns)."""

    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...]
    labels: tuple[Label, ...] = ()


def segment(extract: Extract, source: Source, key: str, document_id: str) -> Document:
    """The document of an extract: turns, passages, cards, furniture, and what its head says. Never raises.

    Passages, title, labels and furniture together cover every non-empty line of `extract.text`.
    """
    lines = page_lines(extract)
    if extract.turns:
        header = read_header(extract, (), source.path)
        division, speech = _Division(), _Speech(*given_turns(extract))
    else:
        header = read_header(extract, lines, source.path)
        division = _divide(extract, lines, header)
        speech = _find_speech(extract, header, division.body, _lines_after_end(lines, division.body))
    return _document(extract, source, key, document_id, header, division, speech, lines)


def _divide(extract: Extract, lines: Sequence[PageLine], header: Header) -> _Division:
    """The lines below the head: first the contact cards, then the furniture; what is left is the body."""
    below_head = _without(lines, header.title.line_numbers | header.line_numbers)
    cards = find_cards(_without(below_head, frame_of(below_head)))
    beside_cards = _without(below_head, {line.number for card in cards for line in (*card.lines, *card.empty)})
    furniture = {
        **find_chrome(beside_cards, max(header.title.line_numbers, default=0)),
        **{line.number: "other" for line in beside_cards if line.span.of(extract.text) in extract.furniture},
    }
    metadata = dict.fromkeys(header.line_numbers, "metadata")
    empty_fields = {line.number: "other" for card in cards for line in card.empty}
    return _Division(_without(beside_cards, furniture), cards, {**furniture, **metadata, **empty_fields})


def _without(lines: Sequence[PageLine], numbers: Container[int]) -> list[PageLine]:
    """The lines that do not have one of the numbers."""
    return [line for line in lines if line.number not in numbers]


def _lines_after_end(lines: Sequence[PageLine], body: Sequence[PageLine]) -> Mapping[int, Role]:
    """The body's lines behind an end mark, by number: they open a statement, for no turn before the mark reaches
    them."""
    ends = [line.number for line in lines if key_of(line.plain) in lexicon().ends]
    following = (next((line.number for line in body if line.number > end), 0) for end in ends)
    return {number: Role.STATEMENT for number in following if number}


def _find_speech(extract: Extract, header: Header, lines: Sequence[PageLine], opening: Mapping[int, Role]) -> _Speech:
    """Labels, then turns, their roles, their speakers, and which answers which. `opening`: number of a line of the body
    -> role of the turn that begins there in any case."""
    text, title = extract.text, header.title.text
    named = [speaker.name for speaker in extract.speakers]
    labels = find_labels(lines, text, title, [*named, *header.moderators], extract.labels)
    official = title_speaker(title, labels, named)
    drafts = find_turns(lines, labels, {**find_unlabelled(lines, labels), **opening}, text)
    drafts = with_roles(drafts, text, [*([official.name] if official else []), *named], header.moderators)
    speakers, voices = name_turns(drafts, extract, official, header.genre is Genre.INTERVIEW)
    ids = [f"t{at}" for at in range(1, len(drafts) + 1)]
    links = link_turns([draft.role for draft in drafts], ids)
    turns = tuple(
        Turn(
            id=turn_id,
            role=draft.role,
            paragraphs=draft.paragraphs,
            label=draft.label.span if draft.label else None,
            speaker=speaker,
            speaker_source=how,
            remarks=remarks_in(draft.paragraphs, text),
            replies_to=replies,
        )
        for draft, turn_id, replies, (speaker, how) in zip(drafts, ids, links, voices, strict=True)
    )
    return _Speech(turns, speakers, tuple(labels))


def _document(
    extract: Extract, source: Source, key: str, document_id: str, header: Header, division: _Division,
    speech: _Speech, lines: Sequence[PageLine],
) -> Document:  # fmt: skip
    """Everything found, as a document."""
    text = extract.text
    chrome_lang = _furniture_language(lines, division)
    lang = _content_language(speech.turns, extract)
    spoken = tuple(passages_of_turns(speech.turns, text, lang))
    captions, reasons = _captions(lines, division.reasons, text, lang)
    cards = [(f"c{at}", card) for at, card in enumerate(division.cards, start=1)]
    contacts = tuple(_contact(passage_id, card, text, chrome_lang or lang) for passage_id, card in cards)
    form = form_of(text, speech.labels, speech.turns, spoken)
    header = header if header.title.text else _with_makeshift_title(header, extract, source, spoken)
    return Document(
        id=document_id,
        key=key,
        source=source,
        text=text,
        title=header.title.span,
        title_text="" if header.title.stands else header.title.text,
        lang=lang,
        chrome_lang=chrome_lang,
        number=header.number,
        date=header.date,
        place=header.place,
        publisher=header.publisher,
        genre=genre_by_form(header.genre, form, speech.labels, speech.turns),
        source_url=extract.source_url,
        format=extract.format,
        form=form,
        metadata=header.metadata,
        flags=flags_of(text, header.title.text, speech.labels, speech.turns, spoken) | header.flags,
        speakers=speech.speakers,
        turns=speech.turns,
        passages=tuple(sorted((*spoken, *contacts, *captions), key=lambda passage: passage.spans[0])),
        cards=tuple(Card(passage_id, card.country, card.office, card.values) for passage_id, card in cards),
        chrome=tuple(_chrome(lines, reasons)),
    )


def _with_makeshift_title(header: Header, extract: Extract, source: Source, spoken: Sequence[Passage]) -> Header:
    """The head of a page without a title, with the first sentence as title, else the name of its file. Such a title has
    no place in the text: the passage keeps its words. A record without a title stays without one."""
    if extract.is_record:
        return header
    beginning = beginning_of(extract.text, [passage.spans[0] for passage in spoken])
    flag = "title_from_text" if beginning else "title_from_name"
    title = beginning or title_in_name(source.path, extract.text, fewest=1)
    return replace(header, title=Title(Span(0, 0), title), flags=header.flags | {flag}) if title else header


def _content_language(turns: Sequence[Turn], extract: Extract) -> str:
    """The language that most of what is said is in; the declared one as prior, and alone where nothing is said."""
    spoken = "\n".join(span.of(extract.text) for turn in turns for span in turn.paragraphs)
    return identify(spoken[:LANGUAGE_CHARS], extract.lang) if spoken.strip() else extract.lang or "und"


def _furniture_language(lines: Sequence[PageLine], division: _Division) -> str:
    """The language of the page's furniture and card labels; empty where there is none."""
    carded = {line.number for card in division.cards for line in card.lines}
    words = [
        line.plain for line in lines
        if line.number in carded or division.reasons.get(line.number) not in (None, "metadata", "caption")
    ]  # fmt: skip
    lang = identify("\n".join(words)[:LANGUAGE_CHARS], "") if words else ""
    return "" if lang == "und" else lang


def _contact(passage_id: str, card: ContactCard, text: str, prior: str) -> Passage:
    """The passage of a contact card."""
    spans = tuple(line.span for line in card.lines)
    return Passage(passage_id, Kind.CONTACT, spans, language_of(spans, text, prior))


def _captions(
    lines: Sequence[PageLine], reasons: Mapping[int, str], text: str, lang: str
) -> tuple[tuple[Passage, ...], Mapping[int, str]]:
    """Captions that say something, as passages, and the reasons of the lines that stay furniture."""
    telling = [line for line in lines if reasons.get(line.number) == "caption" and _is_telling(line)]
    passages = tuple(
        Passage(f"k{at}", Kind.CAPTION, (line.span,), language_of((line.span,), text, lang))
        for at, line in enumerate(telling, start=1)
    )
    dropped = {line.number for line in telling}
    return passages, {number: reason for number, reason in reasons.items() if number not in dropped}


def _is_telling(line: PageLine) -> bool:
    """Whether a caption is more than a name, a number or a credit."""
    words = [word for word in key_of(line.plain).split() if not any(sign.isdigit() for sign in word)]
    return sum(map(len, words)) >= 2 * CAPTION_CHARS or (line.ends_sentence and sum(map(len, words)) >= CAPTION_CHARS)


def _chrome(lines: Sequence[PageLine], reasons: Mapping[int, str]) -> Iterator[Chrome]:
    """Furniture: neighbouring lines of one reason are one entry."""
    open_span: Span | None = None
    open_reason = ""
    for line in lines:
        reason = reasons.get(line.number, "")
        if open_span is not None and reason == open_reason:
            open_span = Span(open_span.start, line.span.end)
            continue
        if open_span is not None:
            yield Chrome(open_span, open_reason)
        open_span, open_reason = (line.span, reason) if reason else (None, "")
    if open_span is not None:
        yield Chrome(open_span, open_reason)
