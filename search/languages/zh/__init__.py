"""Chinese: words by the segmenter, pairs of characters; no stems."""

from search.languages.language import Language
from search.scripts import Script

ZH = Language(
    "zh",
    Script.JOINED,
    text_tag="zh-Hans",
    iso639_2="zho",
    biblatex={"zh": "chinese"},
    locales=("zh_Hans", "zh_Hant", "zh_Hant_HK"),
)
