"""What the search says about a query, in the interface language. A note's code picks the sentence."""

from __future__ import annotations

from collections.abc import Mapping

from search.request import Note
from web.i18n import N_, gettext

SENTENCES: Mapping[str, str] = {
    "query_cut": N_("The query is longer than %(limit)s characters; only the first %(kept)s were searched."),
    "clauses_cut": N_("The query has more than %(limit)s conditions; only the first %(limit)s were searched."),
    "nesting_cut": N_("The brackets are nested too deeply; the innermost were left out."),
    "bracket_unopened": N_("A closing bracket had no opening one and was left out."),
    "bracket_unclosed": N_("An opening bracket was never closed; it was closed at the end."),
    "near_operands": N_("NEAR stands between words or quotations only; it was read as AND."),
    "near_pieces": N_("NEAR joins at most %(most)s pieces; the next one was read as AND."),
    "near_limited": N_("NEAR/%(asked)s was read as NEAR/%(distance)s."),
    "group_empty": N_("There was nothing between two brackets; they were left out."),
    "operator_idle": N_("%(operator)s had nothing to work on and was left out."),
    "dates_swapped": N_("%(from)s lies after %(to)s; the two dates were exchanged."),
    "quote_unclosed": N_(
        "The quotation mark %(mark)s is never closed; it was left out and what follows was read as words."
    ),
    "quote_stray": N_("The quotation mark %(mark)s has no partner and was left out."),
    "quote_empty": N_("There is nothing between the quotation marks; they were left out."),
    "field_unknown": N_("“%(field)s:” is not a field; it was searched as a word."),
    "field_blank": N_("No value follows “%(field)s:”; it was searched as a word."),
    "date_unreadable": N_("“%(date)s” is not a date; the condition was left out."),
    "star_stray": N_("An asterisk counts only at the end of a word; the others were left out."),
    "prefix_short": N_("“%(prefix)s*” is too short a beginning; it was searched as a word."),
    "no_letters": N_("In “%(text)s” there is no letter and no digit to search for."),
    "too_common": N_("Too common to be searched beside the others: %(words)s. In quotation marks they count."),
    "too_dear": N_("Left out, because they stand in more passages than can be read in time: %(words)s."),
    "marks_cut": N_(
        "The document is long: only the first %(read)s of its %(passages)s passages were searched for marks."
    ),
}

ASIDES = frozenset({"too_common"})  # usual, and no slip of the reader's: told in small print


def note_text(note: Note) -> str:
    """The note in the interface language; in English when it is a new one."""
    sentence = SENTENCES.get(note.code)
    try:
        return gettext(sentence, **note.arguments) if sentence else note.message
    except KeyError:  # a note with other arguments than its sentence names still says something
        return note.message
