"""A source folder, an engine in memory, and runs over them."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from indexer.reindex import ReindexOptions, reindex
from indexer.report import Report
from search.engines.memory import MemoryEngine
from search.model import Document
from search.port.engine import Engine

PAGE = (
    "Comunicado sobre o porto, Santa Aurora, 4 de março de 2031\n\nO porto abre em março.\n\nTodos estão convidados.\n"
)
TALK = (
    "云屿论坛秘书长安然答记者问,2031年3月4日\n\n问:港口什么时候开放?\n\n安然:港口三月开放。\n\n"
    "问:渔民可以申请补贴吗?\n\n安然:可以,表格已经准备好了。\n"
)


@dataclass
class Runs:
    """Runs over `source`; the index lives in memory, `ids.jsonl` in `index`."""

    source: Path
    index: Path
    engine: Engine = field(default_factory=MemoryEngine)

    def write(self, name: str, text: str | bytes = PAGE) -> Path:
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def records(self, name: str, *records: dict[str, Any]) -> Path:
        return self.write(name, "\n".join(json.dumps(record, ensure_ascii=False) for record in records))

    def run(self, **how: Any) -> Report:
        order = replace(ReindexOptions(sources=(str(self.source),), index=self.index, jobs=1), **how)
        return reindex(self.engine, order, io.StringIO())

    def documents(self) -> dict[str, Document]:
        """The served documents by key."""
        snapshot = self.engine.open()
        try:
            ids = [document for document, _, _ in snapshot.sources()]
            return {document.key: document for document in snapshot.documents(ids).values()}
        finally:
            snapshot.close()


def runs(folder: Path, engine: Engine | None = None) -> Runs:
    """Runs in a folder of the test's own."""
    (folder / "source").mkdir()
    return Runs(folder / "source", folder / "index", engine or MemoryEngine())
