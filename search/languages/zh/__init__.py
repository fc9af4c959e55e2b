"""Chinese: words by the segmenter, pairs of characters; no stems."""

from search.languages.language import Language, read_stop_words
from search.scripts import Script

ZH = Language(tag="zh", script=Script.JOINED, stop_words=read_stop_words("zh"))
