"""A query text cut into tokens, in one pass from left to right. Decides what is syntax and what is a word.

A phone number, a URL, an e-mail address, `10:30` and `C919` are words; a bracket or an asterisk inside a word is not
syntax either. `TokenList.text` has the length of the query text: what was left out is blank there, so that offsets stay
those of the text as typed.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches

from search.dates import parse_date
from search.query.field_names import FIELDS, FROM, TO, VALUES
from search.query.tokens import (
    CLOSERS,
    CLOSING,
    MINUS,
    OPENING,
    OPERATORS,
    QUOTES,
    STARS,
    QueryToken,
    TokenKind,
    TokenList,
)
from search.request import Note

_NEAR = re.compile(r"NEAR/(\d{1,6})")
MAX_NEAR = 50  # beyond it pieces have nothing to do with each other, and the matcher's work grows
_GLUED = re.compile(r"[(（﹙][^\s()（）﹙﹚\"“”]*[)）﹚]")  # closed before a blank: 刚果(金), f(x)
_AREA_CODE = re.compile(r"[(（]\+?\d{1,6}[)）]")  # +7 (495) 123-45-67
_TIMES = re.compile(r"[x×хX]\d")  # 12"x8"
_NAME = re.compile(r"([^\W\d_]{1,20})[:：]")
_URL_SCHEMES = frozenset({"http", "https", "ftp", "mailto", "tel", "urn", "doi", "www"})


def tokenize(text: str) -> TokenList:
    """Tokens of a query text. Linear in its length; never raises."""
    return _Tokenizer(text).run()


class _Tokenizer:
    """Where the reading of one query text stands."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.shown = list(text)
        self.at = 0
        self.tokens: list[QueryToken] = []
        self.notes: list[Note] = []
        self.repaired = False

    def run(self) -> TokenList:
        while self.at < len(self.source):
            self._step()
        return TokenList("".join(self.shown), tuple(self.tokens), tuple(self.notes), self.repaired)

    def _step(self) -> None:
        char = self.source[self.at]
        if char.isspace():
            self.at += 1
        elif char in CLOSING:
            self._single(TokenKind.CLOSE)
        elif char in OPENING and not _AREA_CODE.match(self.source, self.at):
            self._single(TokenKind.OPEN)
        elif char in QUOTES:
            self._quote()
        elif char in MINUS:
            self._minus()
        elif not self._field():
            self._piece()

    def _single(self, sign: TokenKind) -> None:
        self.tokens.append(QueryToken(sign, self.at, self.at + 1))
        self.at += 1

    def _minus(self) -> None:
        """A minus at the start of a piece with something right behind it negates; otherwise it is a dash, no syntax."""
        start, before = self.at, self.source[self.at - 1] if self.at else " "
        while self.source[self.at : self.at + 1] and self.source[self.at] in MINUS:
            self.at += 1
        after = self.source[self.at : self.at + 1]
        if not after or after.isspace():
            return
        if self.at == start + 1 and (before.isspace() or before in OPENING) and after not in CLOSING:
            self.tokens.append(QueryToken(TokenKind.NOT, start, self.at))
        else:
            self._blank(start, self.at)

    def _say(self, code: str, message: str, repaired: bool = True, **arguments: str) -> None:
        note = Note(code, message, arguments)
        if note not in self.notes:
            self.notes.append(note)
        self.repaired = self.repaired or repaired

    def _blank(self, start: int, end: int) -> None:
        self.shown[start:end] = " " * (end - start)

    def _closing(self, at: int) -> int:
        """Where the quotation mark at `at` is closed, or -1."""
        closers = CLOSERS.get(self.source[at], "")
        return next((i for i in range(at + 1, len(self.source)) if self.source[i] in closers), -1)

    def _unclosed(self, mark: str) -> None:
        text = f"The quotation mark {mark} is never closed: it was left out, and what follows was read as words."
        self._say("quote_unclosed", text, mark=mark)

    def _quote(self) -> None:
        start, mark = self.at, self.source[self.at]
        close = self._closing(start)
        if close < 0:
            # Taken as quoted, the rest of the query would find nothing: as plain words it finds what was meant.
            glued = start > 0 and self.source[start - 1].isalnum()
            if mark in CLOSERS and not glued and self.source[start + 1 : start + 2].strip():
                self._unclosed(mark)
            else:
                self._say("quote_stray", f"The quotation mark {mark} has no partner and was left out.", mark=mark)
            self._blank(start, start + 1)
            self.at = start + 1
            return
        self.at = close + 1
        inside = self.source[start + 1 : close].strip()
        if inside:
            self.tokens.append(QueryToken(TokenKind.QUOTED, start, self.at, inside))
        else:
            self._say("quote_empty", "There is nothing between the quotation marks: they were left out.")
            self._blank(start, self.at)

    def _field(self) -> bool:
        """Read `field:value` or a date bound, if that is what stands here."""
        match = _NAME.match(self.source, self.at)
        if match is None:
            return False
        key = unicodedata.normalize("NFKC", match[1]).lower()
        bound = TokenKind.SINCE if key in FROM else TokenKind.UNTIL if key in TO else None
        if (bound or key in FIELDS) and self._begun(match.end()):
            return True
        if bound and self._bound(match.end(), bound, key):
            return True
        name = FIELDS.get(key)
        if name is None:
            self._maybe_field(key, match.end())
            return False
        return self._value(name, match[1], match.end())

    def _begun(self, at: int) -> bool:
        """Leave out a quotation mark that begins a value and is never closed. It becomes a blank in front of the field
        name, so that `field:value` stays together when the text is read again."""
        mark, after = self.source[at : at + 1], self.source[at + 1 : at + 2]
        if mark not in CLOSERS or self._closing(at) >= 0 or not after.strip() or after in QUOTES:
            return False
        self._unclosed(mark)
        self.shown[self.at : at + 1] = " " + self.source[self.at : at]
        self.at = at + 1
        return True

    def _maybe_field(self, key: str, at: int) -> None:
        """Say so when something that looks like a field is none; the text is searched as words."""
        value = self.source[at : at + 1]
        if not key.isascii() or len(key) < 3 or key in _URL_SCHEMES or not (value.isalpha() or value in CLOSERS):
            return
        near = get_close_matches(key, [known for known in FIELDS if known.isascii()], 1)
        hint = f" Did you mean {near[0]}: ?" if near else ""
        self._say(
            "field_unknown",
            f"“{key}:” is not a field and was searched as a word.{hint}",
            repaired=False,
            field=key,
            near=near[0] if near else "",
        )

    def _bound(self, at: int, sign: TokenKind, key: str) -> bool:
        if self.source[at : at + 1] in CLOSERS and self._closing(at) >= 0:
            end = self._closing(at) + 1
            written = self.source[at + 1 : end - 1]
        else:
            end = self._word_end(at)
            written = self.source[at:end]
        date = parse_date(written)
        if date:
            self.tokens.append(QueryToken(sign, self.at, end, date))
        elif key in ("from", "to") and written:
            self._say(
                "date_unreadable",
                f"“{written}” is not a date such as 2031, 2031-03 or 2031-03-04: the condition was left out.",
                date=written,
            )
            self._blank(self.at, end)
        else:
            return False
        self.at = end
        return True

    def _value(self, name: str, typed: str, at: int) -> bool:
        """Read the value of a field. A blank after the colon makes it a word: so do sentences with labels in them."""
        start, mark = self.at, self.source[at : at + 1]
        close = self._closing(at) if mark in CLOSERS else -1
        if close >= 0:
            end, quoted = close + 1, True
            value = self.source[at + 1 : close].strip()
        else:
            end, quoted = self._word_end(at), False
            value = self.source[at:end]
        if not value:
            self._say(
                "field_blank",
                f"“{typed}:” was searched as a word, because no value follows the colon directly.",
                repaired=False,
                field=typed,
            )
            return False
        folded = unicodedata.normalize("NFKC", value).lower()
        value = VALUES.get(name, {}).get(folded, value)
        self.tokens.append(QueryToken(TokenKind.FIELD, start, end, value, name=name, quoted=quoted))
        self.at = end
        return True

    def _word_end(self, at: int) -> int:
        """Where the piece that begins at `at` ends: at a blank, a quotation mark or a bracket that is not its own."""
        while at < len(self.source):
            char = self.source[at]
            if char in OPENING and (match := _GLUED.match(self.source, at)):
                at = match.end()
            elif char.isspace() or char in CLOSING + OPENING or (char in QUOTES and not self._inside_word(at)):
                break
            else:
                at += 1
        return at

    def _inside_word(self, at: int) -> bool:
        """A mark that is no quotation mark: inches right behind a digit (12\", 12\"x8\"), or an apostrophe between two
        letters of an alphabet (d\"água) whose next partner closes nothing."""
        before, after = self.source[at - 1 : at], self.source[at + 1 : at + 2]
        if self.source[at] == '"' and before.isdigit():
            return not after or after.isspace() or after in CLOSING or bool(_TIMES.match(self.source, at + 1))
        if not (_lettered(before) and _lettered(after)):
            return False
        beyond = self._closing(at) + 1
        return beyond == 0 or self.source[beyond : beyond + 1].isalnum()

    def _piece(self) -> None:
        start, end = self.at, self._word_end(self.at)
        self.at = end
        alone = unicodedata.normalize("NFKC", self.source[start:end])
        free = start == 0 or self.source[start - 1] not in MINUS
        if free and alone in OPERATORS:
            self.tokens.append(QueryToken(OPERATORS[alone], start, end))
        elif free and (near := _NEAR.fullmatch(alone)):
            self._near(start, end, int(near[1]))
        else:
            self._words(start, end)

    def _near(self, start: int, end: int, asked: int) -> None:
        distance = min(max(asked, 1), MAX_NEAR)
        if distance != asked:
            self._say(
                "near_limited",
                f"NEAR reaches from 1 to {MAX_NEAR}: NEAR/{asked} was read as NEAR/{distance}.",
                asked=str(asked),
                distance=str(distance),
            )
        self.tokens.append(QueryToken(TokenKind.NEAR, start, end, distance=distance))

    def _words(self, start: int, end: int) -> None:
        """A plain piece; `beginning*` at its end becomes a prefix, any other asterisk parts words."""
        star = next((i for i in range(start, end) if self.source[i] in STARS), -1)
        if star < 0:
            self.tokens.append(QueryToken(TokenKind.WORD, start, end, self.source[start:end]))
            return
        stem = star
        while stem > start and (self.source[stem - 1].isalnum() or unicodedata.combining(self.source[stem - 1])):
            stem -= 1
        prefix = stem < star == end - 1
        if start < (stop := stem if prefix else star):
            self.tokens.append(QueryToken(TokenKind.WORD, start, stop, self.source[start:stop]))
        if prefix:
            self.tokens.append(QueryToken(TokenKind.PREFIX, stem, end, self.source[stem:star]))
        else:
            self._say("star_stray", "An asterisk counts only at the end of a word: the others were left out.")
            self._blank(star, star + 1)
            self.at = star + 1


def _lettered(char: str) -> bool:
    """Whether a character is a letter of an alphabet: written with case, unlike Han."""
    return char.lower() != char.upper()
