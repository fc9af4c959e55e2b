"""An extract -> a document: the steps of the segmentation, in order. Nothing of the text is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
class _PageBody:
    """What stands between head and furniture."""

    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...]
    labels: tuple[Label, ...] = ()


def segment(extract: Extract, source: Source, key: str, document_id: str) -> Document:
    """The document of an extract: turns, passages, cards, furniture, and what its head says. Never raises.

    Passages, title, labels and furniture together cover every non-empty line of `extract.text`.
    """
    lines = page_lines(extract)
    header = read_header(extract, () if extract.turns else lines, source.path)
    if extract.turns:
        return _document(extract, source, key, document_id, header, _PageBody(*given_turns(extract)), (), {}, lines)
    free = [line for line in lines if line.number not in header.title.line_numbers | header.line_numbers]
    framed = frame_of(free)
    cards = find_cards([line for line in free if line.number not in framed])
    carded = {line.number for card in cards for line in (*card.lines, *card.empty)}
    free = [line for line in free if line.number not in carded]
    reasons = dict(find_chrome(free, max(header.title.line_numbers, default=0)))
    reasons |= {line.number: "other" for line in free if line.span.of(extract.text) in extract.furniture}
    spoken = [line for line in free if line.number not in reasons]
    body = _read_body(spoken, _after_end(lines, spoken), extract, header)
    metadata = dict.fromkeys(header.line_numbers, "metadata")
    empty = {line.number: "other" for card in cards for line in card.empty}
    return _document(extract, source, key, document_id, header, body, cards, {**reasons, **metadata, **empty}, lines)


def _after_end(lines: Sequence[PageLine], spoken: Sequence[PageLine]) -> Mapping[int, Role]:
    """The body's lines behind an end mark: they belong to no turn before it."""
    ends = [line.number for line in lines if key_of(line.plain) in lexicon().ends]
    following = (next((line.number for line in spoken if line.number > end), 0) for end in ends)
    return {number: Role.STATEMENT for number in following if number}


def _read_body(lines: Sequence[PageLine], closed: Mapping[int, Role], extract: Extract, header: Header) -> _PageBody:
    """Labels, turns, speakers and links of the body's lines. `closed`: lines that no turn before them reaches."""
    text, title = extract.text, header.title.text
    known = [*(each.name for each in extract.speakers), *header.moderators]
    labels = find_labels(lines, text, title, known, extract.labels)
    official = title_speaker(title, labels, [each.name for each in extract.speakers])
    officials = [*([official.name] if official else []), *(each.name for each in extract.speakers)]
    drafts = find_turns(lines, labels, {**find_unlabelled(lines, labels), **closed}, text)
    drafts = with_roles(drafts, text, officials, header.moderators)
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
    return _PageBody(turns, speakers, tuple(labels))


def _document(
    extract: Extract, source: Source, key: str, document_id: str, header: Header, body: _PageBody,
    cards: Sequence[ContactCard], reasons: Mapping[int, str], lines: Sequence[PageLine],
) -> Document:  # fmt: skip
    """Everything found, as a document."""
    text = extract.text
    chrome_lang = _furniture_language(lines, cards, reasons)
    lang = _content_language(body.turns, extract)
    spoken = tuple(passages_of_turns(body.turns, text, lang))
    captions, reasons = _captions(lines, reasons, text, lang)
    contacts = tuple(_contact(f"c{at}", card, text, chrome_lang or lang) for at, card in enumerate(cards, start=1))
    passages = sorted((*spoken, *contacts, *captions), key=lambda each: each.spans[0])
    form = form_of(text, body.labels, body.turns, spoken)
    header = header if header.title.text else _titled(header, extract, source, spoken)
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
        genre=genre_by_form(header.genre, form, body.labels, body.turns),
        source_url=extract.source_url,
        format=extract.format,
        form=form,
        metadata=header.metadata,
        flags=flags_of(text, header.title.text, body.labels, body.turns, spoken) | header.flags,
        speakers=body.speakers,
        turns=body.turns,
        passages=tuple(passages),
        cards=tuple(_card(f"c{at}", card) for at, card in enumerate(cards, start=1)),
        chrome=tuple(_chrome(lines, reasons)),
    )


def _titled(header: Header, extract: Extract, source: Source, spoken: Sequence[Passage]) -> Header:
    """The head of a page that neither names itself nor has a telling file name, with what it begins with as title.
    That title stands nowhere: the passage keeps its words. A record without a title stays without one."""
    if extract.is_record:
        return header
    said = beginning_of(extract.text, [passage.spans[0] for passage in spoken])
    flag = "title_from_text" if said else "title_from_name"
    said = said or title_in_name(source.path, extract.text, fewest=1)
    return replace(header, title=Title(Span(0, 0), said), flags=header.flags | {flag}) if said else header


def _content_language(turns: Sequence[Turn], extract: Extract) -> str:
    """The language that most of what is said is in; the declared one as prior, and alone where nothing is said."""
    spoken = "\n".join(span.of(extract.text) for turn in turns for span in turn.paragraphs)
    return identify(spoken[:LANGUAGE_CHARS], extract.lang) if spoken.strip() else extract.lang or "und"


def _furniture_language(lines: Sequence[PageLine], cards: Sequence[ContactCard], reasons: Mapping[int, str]) -> str:
    """The language of the page's furniture and card labels; empty where there is none."""
    carded = {line.number for card in cards for line in card.lines}
    words = [
        line.plain for line in lines
        if line.number in carded or reasons.get(line.number) not in (None, "metadata", "caption")
    ]  # fmt: skip
    lang = identify("\n".join(words)[:LANGUAGE_CHARS], "") if words else ""
    return "" if lang == "und" else lang


def _contact(passage_id: str, card: ContactCard, text: str, prior: str) -> Passage:
    """The passage of a contact card."""
    spans = tuple(line.span for line in card.lines)
    return Passage(passage_id, Kind.CONTACT, spans, language_of(spans, text, prior))


def _card(passage_id: str, card: ContactCard) -> Card:
    """The parsed card."""
    return Card(passage_id, card.country, card.office, card.values)


def _captions(
    lines: Sequence[PageLine], reasons: Mapping[int, str], text: str, lang: str
) -> tuple[tuple[Passage, ...], Mapping[int, str]]:
    """Captions that say something, as passages, and the reasons of the lines that stay furniture."""
    telling = [line for line in lines if reasons.get(line.number) == "caption" and _tells(line)]
    passages = tuple(
        Passage(f"k{at}", Kind.CAPTION, (line.span,), language_of((line.span,), text, lang))
        for at, line in enumerate(telling, start=1)
    )
    dropped = {line.number for line in telling}
    return passages, {number: reason for number, reason in reasons.items() if number not in dropped}


def _tells(line: PageLine) -> bool:
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
