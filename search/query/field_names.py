"""The names that a query may use for fields and their values, in the interface languages. A table, no logic.

Keys are lower case after NFKC. A short everyday word such as 问 names no field, so that a pasted sentence stays a
sentence; the short names of `FROM` and `TO` count only before a date.
"""

from __future__ import annotations

from collections.abc import Mapping

from search.query.tree import Name

FIELDS: Mapping[str, Name] = {
    "speaker": Name.SPEAKER, "发言人": Name.SPEAKER, "發言人": Name.SPEAKER, "讲者": Name.SPEAKER,
    "講者": Name.SPEAKER, "人物": Name.SPEAKER, "orador": Name.SPEAKER, "oradora": Name.SPEAKER,
    "falante": Name.SPEAKER, "оратор": Name.SPEAKER, "спикер": Name.SPEAKER, "hablante": Name.SPEAKER,
    "asker": Name.ASKER, "问者": Name.ASKER, "問者": Name.ASKER, "提问者": Name.ASKER, "提問者": Name.ASKER,
    "谁问": Name.ASKER, "誰問": Name.ASKER, "perguntou": Name.ASKER,
    "спросил": Name.ASKER, "спросила": Name.ASKER, "preguntó": Name.ASKER,
    "answerer": Name.ANSWERER, "答者": Name.ANSWERER, "回答者": Name.ANSWERER, "谁答": Name.ANSWERER,
    "誰答": Name.ANSWERER, "respondeu": Name.ANSWERER, "ответил": Name.ANSWERER, "ответила": Name.ANSWERER,
    "respondió": Name.ANSWERER,
    "lang": Name.LANG, "language": Name.LANG, "语言": Name.LANG, "語言": Name.LANG, "língua": Name.LANG,
    "lingua": Name.LANG, "idioma": Name.LANG, "язык": Name.LANG,
    "kind": Name.KIND, "类型": Name.KIND, "類型": Name.KIND, "种类": Name.KIND, "種類": Name.KIND,
    "tipo": Name.KIND, "тип": Name.KIND,
    "genre": Name.GENRE, "体裁": Name.GENRE, "體裁": Name.GENRE, "gênero": Name.GENRE, "género": Name.GENRE,
    "genero": Name.GENRE, "жанр": Name.GENRE,
    "place": Name.PLACE, "地点": Name.PLACE, "地點": Name.PLACE, "local": Name.PLACE, "lugar": Name.PLACE,
    "место": Name.PLACE,
    "source": Name.SOURCE, "来源": Name.SOURCE, "來源": Name.SOURCE, "fonte": Name.SOURCE,
    "источник": Name.SOURCE, "fuente": Name.SOURCE,
    "number": Name.NUMBER, "编号": Name.NUMBER, "編號": Name.NUMBER, "文号": Name.NUMBER, "文號": Name.NUMBER,
    "número": Name.NUMBER, "numero": Name.NUMBER, "номер": Name.NUMBER,
    "doc": Name.DOC, "document": Name.DOC, "文件": Name.DOC, "documento": Name.DOC, "документ": Name.DOC,
    "title": Name.TITLE, "标题": Name.TITLE, "標題": Name.TITLE, "título": Name.TITLE, "titulo": Name.TITLE,
    "заголовок": Name.TITLE,
}  # fmt: skip

FROM = frozenset({"from", "since", "从", "從", "自", "起", "de", "desde", "от", "с"})
TO = frozenset({"to", "until", "至", "到", "止", "até", "ate", "a", "hasta", "до", "по"})

VALUES: Mapping[Name, Mapping[str, str]] = {
    Name.LANG: {
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
    Name.KIND: {
        "段落": "paragraph", "parágrafo": "paragraph", "paragrafo": "paragraph", "абзац": "paragraph",
        "párrafo": "paragraph", "提问": "question", "提問": "question", "问题": "question", "問題": "question",
        "问": "question", "問": "question", "pergunta": "question", "вопрос": "question", "pregunta": "question",
        "回答": "answer", "答": "answer", "答复": "answer", "答覆": "answer", "resposta": "answer",
        "ответ": "answer", "respuesta": "answer", "联系方式": "contact", "聯絡方式": "contact",
        "contato": "contact", "contacto": "contact", "контакт": "contact", "图片说明": "caption",
        "圖片說明": "caption", "legenda": "caption", "подпись": "caption", "leyenda": "caption",
    },
    Name.GENRE: {
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
