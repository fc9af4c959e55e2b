"""A table made from the one before is the table made anew."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from search.engines.memory import MemoryEngine
from search.entries import entries_of
from search.glossary.entry import EntryType, GlossaryEntry
from search.glossary.glossary import Glossary, glossary_of
from search.model import Document, Source
from search.port.engine import Snapshot
from search.suggest.build import build_table
from search.suggest.table import EMPTY, Table, pack_table, table_of, unpack_table
from tests.build import ANALYZER, answer, document, question, statement

NAMES = glossary_of(
    [
        GlossaryEntry("a", EntryType.CITY, {"zh": ("圣奥罗拉",), "pt": ("Santa Aurora",)}, abbr={"pt": ("SA",)}),
        GlossaryEntry("b", EntryType.ORG, {"zh": ("灯塔2031会议", "灯塔局"), "pt": ("Junta dos Faróis",)}),
        GlossaryEntry("c", EntryType.CITY, {"zh": ("港",), "ru": ("Порт Альта",)}),
    ]
)
MORE = glossary_of([*NAMES.entries.values(), GlossaryEntry("d", EntryType.CITY, {"pt": ("Porto Novo", "Barra Azul")})])
SAID = (
    "圣奥罗拉的灯塔局说，灯塔二〇三一会议明年开。",
    "王砚秋来了，王砚秋走了。",
    "王砚秋说：港口开放，灯塔2031会议照开。",
    "王砚秋同行。港",
    "A Junta dos Faróis de Santa Aurora acende a lanterna.",
    "A junta, dos faróis; a barra azul de Porto Novo.",
    "Os Faróis da SA. A JUNTA DOS FARÓIS.",
    "Порт Альта открыт. Порт закрыт, Альта тоже.",
    "圣奥 罗拉。奥罗拉，圣奥罗。",
)


def pages(chance: random.Random, count: int) -> list[Document]:
    """Pages of which none has the source of another run's."""
    made = (
        document(
            f"d{number}",
            statement(chance.choice(SAID), chance.choice(("王砚秋", "Junta", ""))),
            question(chance.choice(SAID)),
            answer(chance.choice(SAID) + "\n" + chance.choice(SAID)),
            title=chance.choice(("灯塔局的答复", "Nota da Junta dos Faróis", "Nota da Junta")),
            lang=chance.choice(("zh-Hans", "pt")),
        )
        for number in range(count)
    )
    return [replace(one, source=Source(one.id, sha256=f"{chance.getrandbits(256):064x}")) for one in made]


def published(documents: Sequence[Document]) -> Snapshot:
    draft = MemoryEngine().draft("analysis-1")
    for one in documents:
        draft.put(one, entries_of(one, ANALYZER))
    return draft.seal()


def test_whatever_changed_the_table_is_that_of_a_full_run() -> None:
    chance = random.Random(3)
    old = pages(chance, 12)
    base = published(old)
    table = build_table(base, ANALYZER, NAMES, EMPTY)
    for step in range(8):
        glossary: Glossary | None = (NAMES, MORE, MORE, None)[step % 4]
        new = [*old[chance.randrange(3) :], *pages(chance, chance.randrange(4))]
        new = list({one.id: one for one in new}.values())
        snapshot = published(new)
        again = build_table(snapshot, ANALYZER, glossary, unpack_table(pack_table(table)), base)
        assert pack_table(again) == pack_table(build_table(snapshot, ANALYZER, glossary, EMPTY)), step
        old, base, table = new, snapshot, again


def test_rows_of_a_former_table_keep_their_keys_at_another_place() -> None:
    chance = random.Random(4)
    base = published(pages(chance, 6))
    table: Table = build_table(base, ANALYZER, NAMES, EMPTY)
    assert len(table) > 20
    assert pack_table(build_table(base, ANALYZER, NAMES, table, base)) == pack_table(table)
    assert len(table_of((), {}, b"", table)) == 0
