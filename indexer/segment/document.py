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
    rows = page_lines(extract)
    header = read_header(extract, () if extract.turns else rows, source.path)
    if extract.turns:
        return _document(extract, source, key, document_id, header, _PageBody(*given_turns(extract)), (), {}, rows)
    free = [row for row in rows if row.number not in header.title.rows | header.rows]
    framed = frame_of(free)
    cards = find_cards([row for row in free if row.number not in framed])
    carded = {row.number for card in cards for row in (*card.rows, *card.empty)}
    free = [row for row in free if row.number not in carded]
    reasons = dict(find_chrome(free, max(header.title.rows, default=0)))
    reasons |= {row.number: "other" for row in free if row.span.of(extract.text) in extract.furniture}
    spoken = [row for row in free if row.number not in reasons]
    body = _read_body(spoken, _after_end(rows, spoken), extract, header)
    metadata = dict.fromkeys(header.rows, "metadata")
    empty = {row.number: "other" for card in cards for row in card.empty}
    return _document(extract, source, key, document_id, header, body, cards, {**reasons, **metadata, **empty}, rows)


def _after_end(rows: Sequence[PageLine], spoken: Sequence[PageLine]) -> Mapping[int, Role]:
    """The body's lines behind an end mark: they belong to no turn before it."""
    ends = [row.number for row in rows if key_of(row.plain) in lexicon().ends]
    following = (next((row.number for row in spoken if row.number > end), 0) for end in ends)
    return {number: Role.STATEMENT for number in following if number}


def _read_body(rows: Sequence[PageLine], closed: Mapping[int, Role], extract: Extract, header: Header) -> _PageBody:
    """Labels, turns, speakers and links of the body's lines. `closed`: lines that no turn before them reaches."""
    text, title = extract.text, header.title.text
    known = [*(each.name for each in extract.speakers), *header.moderators]
    labels = find_labels(rows, text, title, known, extract.labels)
    official = title_speaker(title, labels, [each.name for each in extract.speakers])
    officials = [*([official.name] if official else []), *(each.name for each in extract.speakers)]
    drafts = find_turns(rows, labels, {**find_unlabelled(rows, labels), **closed}, text)
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
    cards: Sequence[ContactCard], reasons: Mapping[int, str], rows: Sequence[PageLine],
) -> Document:  # fmt: skip
    """Everything found, as a document."""
    text = extract.text
    chrome_lang = _furniture_language(rows, cards, reasons)
    lang = _content_language(body.turns, extract)
    spoken = tuple(passages_of_turns(body.turns, text, lang))
    captions, reasons = _captions(rows, reasons, text, lang)
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
        chrome=tuple(_chrome(rows, reasons)),
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


def _furniture_language(rows: Sequence[PageLine], cards: Sequence[ContactCard], reasons: Mapping[int, str]) -> str:
    """The language of the page's furniture and card labels; empty where there is none."""
    carded = {row.number for card in cards for row in card.rows}
    words = [
        row.plain for row in rows
        if row.number in carded or reasons.get(row.number) not in (None, "metadata", "caption")
    ]  # fmt: skip
    lang = identify("\n".join(words)[:LANGUAGE_CHARS], "") if words else ""
    return "" if lang == "und" else lang


def _contact(passage_id: str, card: ContactCard, text: str, prior: str) -> Passage:
    """The passage of a contact card."""
    spans = tuple(row.span for row in card.rows)
    return Passage(passage_id, Kind.CONTACT, spans, language_of(spans, text, prior))


def _card(passage_id: str, card: ContactCard) -> Card:
    """The parsed card."""
    return Card(passage_id, card.country, card.office, card.lines)


def _captions(
    rows: Sequence[PageLine], reasons: Mapping[int, str], text: str, lang: str
) -> tuple[tuple[Passage, ...], Mapping[int, str]]:
    """Captions that say something, as passages, and the reasons of the lines that stay furniture."""
    telling = [row for row in rows if reasons.get(row.number) == "caption" and _tells(row)]
    passages = tuple(
        Passage(f"k{at}", Kind.CAPTION, (row.span,), language_of((row.span,), text, lang))
        for at, row in enumerate(telling, start=1)
    )
    dropped = {row.number for row in telling}
    return passages, {number: reason for number, reason in reasons.items() if number not in dropped}


def _tells(row: PageLine) -> bool:
    """Whether a caption is more than a name, a number or a credit."""
    words = [word for word in key_of(row.plain).split() if not any(sign.isdigit() for sign in word)]
    return sum(map(len, words)) >= 2 * CAPTION_CHARS or (row.ends_sentence and sum(map(len, words)) >= CAPTION_CHARS)


def _chrome(rows: Sequence[PageLine], reasons: Mapping[int, str]) -> Iterator[Chrome]:
    """Furniture: neighbouring lines of one reason are one entry."""
    open_span: Span | None = None
    open_reason = ""
    for row in rows:
        reason = reasons.get(row.number, "")
        if open_span is not None and reason == open_reason:
            open_span = Span(open_span.start, row.span.end)
            continue
        if open_span is not None:
            yield Chrome(open_span, open_reason)
        open_span, open_reason = (row.span, reason) if reason else (None, "")
    if open_span is not None:
        yield Chrome(open_span, open_reason)
