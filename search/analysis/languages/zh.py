"""Chinese: words by the segmenter, pairs of characters; no stems."""

from search.analysis.language import Language, read_stop_words
from search.analysis.runs import Script

ZH = Language(tag="zh", script=Script.JOINED, stop_words=read_stop_words("zh"))
