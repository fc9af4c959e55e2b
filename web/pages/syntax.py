"""The query language as the help page shows it: how it is written, what it finds, examples to try."""

from __future__ import annotations

from dataclasses import dataclass

from web.i18n import N_


@dataclass(frozen=True, slots=True)
class Line:
    """One way to write: the writing itself, what it finds (a message id), examples."""

    written: str
    finds: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the help page: its anchor, heading (a message id), lines."""

    anchor: str
    heading: str
    lines: tuple[Line, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        "words",
        N_("Words and phrases"),
        (
            Line("联运 单证", N_("both in the same passage, in any order"), ("联运 单证", "quota pesca")),
            Line(
                '"单证互认"',
                N_("exactly this run of characters; Chinese and Western quotation marks both work"),
                ("“单证互认”", '"reconhecimento mútuo"'),
            ),
            Line("渔业 OR pesca", N_("either one"), ("渔业 OR pesca",)),
            Line("(渔业 OR pesca) 配额", N_("brackets first"), ("(渔业 OR pesca) 配额",)),
            Line("transport*", N_("words that begin so; the asterisk stands at the end"), ("transport*",)),
        ),
    ),
    Section(
        "who",
        N_("Who asked, who answered"),
        (
            Line("问者:潮信周刊", N_("what this person or outlet asked, with the answers"), ("问者:潮信周刊",)),
            Line("答者:韩知远", N_("what this person answered"), ("答者:韩知远", "答者:韩知远 联运")),
            Line("speaker:韩知远", N_("what this person said, in either role"), ("speaker:韩知远",)),
            Line(
                "kind:question 过渡期",
                N_("in questions only; the answers are shown all the same"),
                ("kind:question 过渡期",),
            ),
        ),
    ),
    Section(
        "when",
        N_("Dates and documents"),
        (
            Line(
                "from:2025-03 to:2025-09-18",
                N_("both days included; a year or a month is enough"),
                ("from:2025-03 to:2025-09-18",),
            ),
            Line(
                "lang:pt",
                N_("the language of the passage, whatever the interface speaks"),
                ("lang:pt porto", "语言:葡文"),
            ),
            Line(
                "genre:interview",
                N_("press conferences, interviews, statements, communiqués, written replies"),
                ("genre:interview",),
            ),
            Line("title:第41次", N_("words of the title"), ("title:记者会",)),
            Line("number:33-11-12-2024", N_("the number that the publisher gave"), ("number:33-11-12-2024",)),
        ),
    ),
    Section(
        "near",
        N_("Near and without"),
        (
            Line("联运 NEAR/5 单证", N_("at most five words or Chinese characters apart"), ("联运 NEAR/5 单证",)),
            Line("配额 -金枪鱼", N_("passages without the second word"), ("配额 -金枪鱼",)),
            Line(
                "云屿 -“云屿论坛”",
                N_("the shorter name where it stands alone, even beside the longer one"),
                ("云屿 -“云屿论坛”",),
            ),
        ),
    ),
)
