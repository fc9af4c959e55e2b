"""English."""

from search.analysis.language import Language, read_stop_words
from search.analysis.runs import Script

EN = Language(tag="en", script=Script.LATIN, stop_words=read_stop_words("en"), snowball="english")
