"""Russian. Any Cyrillic run is stemmed as Russian."""

from search.languages.language import Language, read_stop_words
from search.scripts import Script

# exact .2-.3 beside the stem was best on questions and headlines (XQuAD-ru, news titles); .5 lost .007 on the latter
RU = Language(tag="ru", script=Script.CYRILLIC, stop_words=read_stop_words("ru"), snowball="russian", exact_weight=0.25)
