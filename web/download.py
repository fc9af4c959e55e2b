"""Files that a browser saves: their names, and bodies that fail before their first byte or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import quote

from flask import Response

_LONGEST_NAME = 60  # characters of a query that stand in a file's name
_UNFIT = re.compile(r"(?:[^\w.]|-)+")


def download(pieces: Iterator[bytes], media_type: str, name: str, suffix: str) -> Response:
    """The pieces as a file to save. The first is made before the answer begins: an archive that cannot be read is then
    an error, never half a file."""
    first = next(pieces, b"")
    response = Response(chain((first,), pieces), content_type=media_type)
    response.call_on_close(getattr(pieces, "close", lambda: None))  # a reader that goes away lets the generation go
    response.headers["Content-Disposition"] = disposition(name, suffix)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def disposition(name: str, suffix: str) -> str:
    """`attachment` with the name in both forms of RFC 6266: ASCII for old programs, any script for the others."""
    whole = f"{file_stem(name)}.{suffix}"
    plain = f"{file_stem(name.encode('ascii', 'ignore').decode())}.{suffix}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(whole, safe='')}"


def file_stem(name: str) -> str:
    """A name that every file system takes: letters and digits of any script, hyphens between them."""
    return _UNFIT.sub("-", name[:_LONGEST_NAME].encode("utf-8", "ignore").decode()).strip("-.") or "wenda"
