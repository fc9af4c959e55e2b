"""English."""

from search.languages.language import Language, read_stop_words
from search.scripts import Script

EN = Language(tag="en", script=Script.LATIN, stop_words=read_stop_words("en"), snowball="english")
