"""Invented documents for the contract: few words, so that everything meets; odd values, twins, gaps, missing dates."""

from __future__ import annotations

import random
from dataclasses import replace

from search.model import Document, Kind, Passage, Source, Span
from search.port.entry import Entry, entry_id
from search.terms import Column, Field, Layer, Part

WORDS = (
    *("港", "口", "水", "铁", "盐", "茶", "纸", "灯", "桥", "山"),
    *("mar", "rio", "sal", "chá", "ponte", "porto", "luz", "papel", "mesa", "vela"),
)
EXACT = Field(Part.BODY, Layer.EXACT)
GRAMS = Field(Part.BODY, Layer.GRAMS)
TITLE = Field(Part.TITLE, Layer.WORDS)
SPEAKER = Field(Part.SPEAKER, Layer.EXACT)
FIELDS = (EXACT, GRAMS, TITLE, SPEAKER)

DATES = ("2031", "2031-03", "2031-03-04", "2031-03-05", "2032-01-01", "2030-12-31", "", "sometime")
LANGS = ("zh-Hans", "zh-Hant", "pt", "pt-BR", "ru")
SPEAKERS = ("Lu, Ana", 'the "Old" one', "Nio; Bo", " spaced ", "逗号，名", "")
DUPS = ("d1", "d2", "d3", "")


def line(chance: random.Random, length: int, gaps: bool = False) -> tuple[tuple[str, int], ...]:
    """A line of terms, the first words far more common than the last; positions rise, with gaps if wanted."""
    terms, position = [], 0
    for _ in range(length):
        position += chance.choice((0, 0, 0, 1, 3)) if gaps else 0
        terms.append((WORDS[min(int(chance.expovariate(0.25)), len(WORDS) - 1)], position))
        position += 1
    return tuple(terms)


def document(number: int, seed: int = 0) -> tuple[Document, list[Entry]]:
    """A document of one to four passages; the same number and seed always give the same one."""
    chance = random.Random(
        f"{number // 3 if number % 3 == 2 else number}/{seed}"
    )  # every third repeats another's words
    name = f"doc{number:04d}"
    text, passages, entries = "", [], []
    date = chance.choice(DATES)
    title = line(chance, chance.randrange(0, 5))
    for at in range(1, chance.randrange(1, 5) + 1):
        body = line(chance, chance.choice((1, 3, 8, 20, 60)))
        words = " ".join(word for word, _ in body)
        passages.append(Passage(f"t{at}", Kind.PARAGRAPH, (Span(len(text), len(text) + len(words)),), "und"))
        text += words + "\n"
        terms = {EXACT: body, GRAMS: line(chance, chance.randrange(0, 30), gaps=True), TITLE: title}
        if chance.random() < 0.5:
            terms[SPEAKER] = line(chance, 2)
        entries.append(Entry(entry_id(name, f"t{at}"), name, terms, _columns(chance, name, date)))
    made = Document(name, f"key/{number}", Source(f"{number}.txt", size=number), text, Span(0, 0), date=date)
    return replace(made, passages=tuple(passages)), entries


def _columns(chance: random.Random, name: str, date: str) -> dict[Column, tuple[str, ...]]:
    speakers = tuple(one for one in chance.sample(SPEAKERS, chance.randrange(0, 3)) if one)
    dup = chance.choice(DUPS)
    columns = {
        Column.DOCUMENT: (name,),
        Column.LANG: (chance.choice(LANGS),),
        Column.SPEAKER: speakers,
        Column.DATE: (date,) if date else (),
        Column.DUP: (dup,) if dup else (),
    }
    return {column: values for column, values in columns.items() if values}
