"""The names that a query may use for fields and their values, in the languages of the interface.

All are lower case after NFKC. A short everyday word such as 问 names no field, so that a pasted sentence stays a
sentence; the short names of `date_from` and `date_to` count only before a date.
"""

from __future__ import annotations

from collections.abc import Mapping

from search.query.tree import TITLE

# Language -> filter, or the title -> its names.
NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "speaker": "speaker", "asker": "asker", "answerer": "answerer", "lang": "lang language", "kind": "kind",
        "genre": "genre", "place": "place", "source": "source", "number": "number", "doc": "doc document",
        "date_from": "from since", "date_to": "to until", TITLE: "title",
    },
    "zh": {
        "speaker": "发言人 發言人 讲者 講者 人物", "asker": "问者 問者 提问者 提問者 谁问 誰問",
        "answerer": "答者 回答者 谁答 誰答", "lang": "语言 語言", "kind": "类型 類型 种类 種類", "genre": "体裁 體裁",
        "place": "地点 地點", "source": "来源 來源", "number": "编号 編號 文号 文號", "doc": "文件",
        "date_from": "从 從 自 起", "date_to": "至 到 止", TITLE: "标题 標題",
    },
    "pt": {
        "speaker": "orador oradora falante", "asker": "perguntou", "answerer": "respondeu",
        "lang": "língua lingua idioma", "kind": "tipo", "genre": "gênero género genero", "place": "local lugar",
        "source": "fonte", "number": "número numero", "doc": "documento", "date_from": "de desde",
        "date_to": "até ate a", TITLE: "título titulo",
    },
    "es": {
        "speaker": "orador oradora hablante", "asker": "preguntó", "answerer": "respondió", "lang": "idioma",
        "kind": "tipo", "genre": "género genero", "place": "lugar", "source": "fuente", "number": "número numero",
        "doc": "documento", "date_from": "de desde", "date_to": "hasta a", TITLE: "título titulo",
    },
    "ru": {
        "speaker": "оратор спикер", "asker": "спросил спросила", "answerer": "ответил ответила", "lang": "язык",
        "kind": "тип", "genre": "жанр", "place": "место", "source": "источник", "number": "номер", "doc": "документ",
        "date_from": "от с", "date_to": "до по", TITLE: "заголовок",
    },
}  # fmt: skip


def _names_of(*filters: str) -> dict[str, str]:
    """Name in a query -> filter."""
    named = ((names, each) for each in filters for names in (listed.get(each, "") for listed in NAMES.values()))
    return {name: each for names, each in named for name in names.split()}


FROM, TO = frozenset(_names_of("date_from")), frozenset(_names_of("date_to"))
FIELDS = _names_of(*(name for name in NAMES["en"] if name not in ("date_from", "date_to")))

# Filter -> word -> value.
VALUES: Mapping[str, Mapping[str, str]] = {
    "lang": {
        "中文": "zh", "汉语": "zh", "漢語": "zh", "简体": "zh-Hans", "簡體": "zh-Hans", "繁体": "zh-Hant",
        "繁體": "zh-Hant", "chinese": "zh", "chinês": "zh", "chines": "zh", "китайский": "zh", "chino": "zh",
        "葡文": "pt", "葡语": "pt", "葡語": "pt", "葡萄牙语": "pt", "葡萄牙語": "pt", "portuguese": "pt",
        "português": "pt", "portugues": "pt", "португальский": "pt", "portugués": "pt",
        "俄文": "ru", "俄语": "ru", "俄語": "ru", "russian": "ru", "russo": "ru", "русский": "ru", "ruso": "ru",
        "英文": "en", "英语": "en", "英語": "en", "english": "en", "inglês": "en", "ingles": "en",
        "английский": "en", "inglés": "en",
        "西文": "es", "西班牙语": "es", "西班牙語": "es", "spanish": "es", "espanhol": "es",
        "испанский": "es", "español": "es", "espanol": "es",
    },
    "kind": {
        "段落": "paragraph", "parágrafo": "paragraph", "paragrafo": "paragraph", "абзац": "paragraph",
        "párrafo": "paragraph", "提问": "question", "提問": "question", "问题": "question", "問題": "question",
        "问": "question", "問": "question", "pergunta": "question", "вопрос": "question", "pregunta": "question",
        "回答": "answer", "答": "answer", "答复": "answer", "答覆": "answer", "resposta": "answer",
        "ответ": "answer", "respuesta": "answer", "联系方式": "contact", "聯絡方式": "contact",
        "contato": "contact", "contacto": "contact", "контакт": "contact", "图片说明": "caption",
        "圖片說明": "caption", "legenda": "caption", "подпись": "caption", "leyenda": "caption",
    },
    "genre": {
        "记者会": "press_conference", "記者會": "press_conference", "conferência": "press_conference",
        "coletiva": "press_conference", "пресс-конференция": "press_conference",
        "conferencia": "press_conference", "专访": "interview", "專訪": "interview", "采访": "interview",
        "entrevista": "interview", "интервью": "interview", "声明": "statement", "聲明": "statement",
        "declaração": "statement", "declaracao": "statement", "заявление": "statement",
        "declaración": "statement", "公报": "communique", "公報": "communique", "comunicado": "communique",
        "коммюнике": "communique", "书面": "written", "書面": "written", "escrito": "written",
        "письменный": "written", "其他": "other", "outro": "other", "другое": "other", "otro": "other",
    },
}  # fmt: skip
