"""The query language as the help page shows it: how it is written, what it finds. All texts are message ids: an
example is written in the reader's language, as a reader would write it."""

from __future__ import annotations

from dataclasses import dataclass

from web.i18n import N_


@dataclass(frozen=True, slots=True)
class Line:
    """One way to write, and what it finds."""

    written: str
    finds: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the help page: its anchor, heading, lines."""

    anchor: str
    heading: str
    lines: tuple[Line, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        "words",
        N_("Words and phrases"),
        (
            Line(N_("fishing quota"), N_("both in the same passage, in any order")),
            Line(
                N_('"fishing quota"'),
                N_("exactly this run of characters; Chinese and Western quotation marks both work"),
            ),
            Line(N_("fishing OR pesca"), N_("either one")),
            Line(N_("(fishing OR pesca) quota"), N_("brackets first")),
            Line(N_("transport*"), N_("words that begin so; the asterisk stands at the end")),
        ),
    ),
    Section(
        "who",
        N_("Who asked, who answered"),
        (
            Line(N_('asker:"Rádio Maré Alta"'), N_("what this person or outlet asked, with the answers")),
            Line(N_('answerer:"Han Zhiyuan"'), N_("what this person answered")),
            Line(N_('speaker:"Han Zhiyuan"'), N_("what this person said, in either role")),
            Line(N_("kind:question quota"), N_("in questions only; the answers are shown all the same")),
        ),
    ),
    Section(
        "when",
        N_("Dates and documents"),
        (
            Line(N_("from:2025-03 to:2025-09-18"), N_("both days included; a year or a month is enough")),
            Line(N_("language:pt porto"), N_("the language of the passage, whatever the interface speaks")),
            Line(
                N_("genre:interview"),
                N_("press conferences, interviews, statements, communiqués, written replies"),
            ),
            Line(N_("title:communiqué"), N_("words of the title")),
            Line(N_("number:33-11-12-2024"), N_("the number that the publisher gave")),
        ),
    ),
    Section(
        "near",
        N_("Near and without"),
        (
            Line(N_("fishing NEAR/3 quota"), N_("at most so many words or Chinese characters apart")),
            Line(N_("quota -tuna"), N_("passages without the second word")),
            Line(
                N_('Yunyu -"Yunyu Forum"'),
                N_("the shorter name where it stands alone, even beside the longer one"),
            ),
        ),
    ),
)
