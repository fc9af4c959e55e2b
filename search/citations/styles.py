"""The citation styles. A new one: a file like the others, and a row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from search.citations.abnt import abnt
from search.citations.apa import apa
from search.citations.bibtex import bibtex
from search.citations.csl import csl
from search.citations.gbt7714 import gbt7714
from search.citations.reference import Reference
from search.citations.ris import ris


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A way to write a reference. `label` is its proper name, the same in every interface language; `is_sentence`
    says whether it is for people, to be read and copied, or a record for programs, to be downloaded."""

    name: str
    label: str
    media_type: str
    suffix: str
    is_sentence: bool
    cite: Callable[[Reference], str]


STYLES: Mapping[str, CitationStyle] = {
    style.name: style
    for style in (
        CitationStyle("gbt7714", "GB/T 7714—2015", "text/plain; charset=utf-8", "txt", True, gbt7714),
        CitationStyle("abnt", "ABNT NBR 6023:2018", "text/plain; charset=utf-8", "txt", True, abnt),
        CitationStyle("apa", "APA 7", "text/plain; charset=utf-8", "txt", True, apa),
        CitationStyle("bibtex", "BibTeX", "application/x-bibtex; charset=utf-8", "bib", False, bibtex),
        CitationStyle("ris", "RIS", "application/x-research-info-systems; charset=utf-8", "ris", False, ris),
        CitationStyle("csl", "CSL-JSON", "application/vnd.citationstyles.csl+json", "json", False, csl),
    )
}
