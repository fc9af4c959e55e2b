"""Page forms that archives are made of, as tables: each page and the turns that must come of it.

A row is `role speaker: words`; paragraphs of a turn are parted by ` | `, lines joined by their width by ` / `.
"""

import pytest

from tests.indexer.segment.coverage import broken, lost_words
from tests.indexer.segment.pages import page, turns

# name -> format, page, rows
PAGES: dict[str, tuple[str, str, list[str]]] = {
    "questions_by_number": (
        "txt",
        """\
云屿论坛常见问题解答

问题一：渡轮何时复航？

答：五月一日复航。

问题二：票价会变吗？

答：票价不变。

学生票另有优惠。
""",
        [
            "q -: 渡轮何时复航？",
            "a -: 五月一日复航。",
            "q -: 票价会变吗？",
            "a -: 票价不变。 | 学生票另有优惠。",
        ],
    ),
    "words_in_black_brackets": (
        "txt",
        """\
云屿论坛访谈

【问】渡轮何时复航？

【答】五月一日复航。

【问】票价会变吗？

【答】票价不变。
""",
        [
            "q -: 渡轮何时复航？",
            "a -: 五月一日复航。",
            "q -: 票价会变吗？",
            "a -: 票价不变。",
        ],
    ),
    "letters_with_point_and_colon": (
        "txt",
        """\
Entrevista ao Jornal do Cais

P.: A balsa volta?
R.: Volta em maio.

P.: E o preço?
R.: Fica igual.
""",
        [
            "q -: A balsa volta?",
            "a -: Volta em maio.",
            "q -: E o preço?",
            "a -: Fica igual.",
        ],
    ),
    "journalists_in_and_before_brackets": (
        "txt",
        """\
Entrevista coletiva do presidente da Autoridade do Cais, Rui Penalva

Cabo Alva, 3 de maio de 2031

Presidente: Bom dia a todos.

Jornalista Edília Falcato (Rádio Enseada): Presidente, a balsa volta?

Presidente: Volta em maio, Edília.

Jornalista (Pedro Quintela, Rádio Mar): E o preço da passagem?

Presidente: Fica igual.

Pedro Quintela (Rádio Mar): Para todos?

Presidente: Para todos.
""",
        [
            "s Rui Penalva: Bom dia a todos.",
            "q Edília Falcato: Presidente, a balsa volta?",
            "a Rui Penalva: Volta em maio, Edília.",
            "q Pedro Quintela: E o preço da passagem?",
            "a Rui Penalva: Fica igual.",
            "q Pedro Quintela: Para todos?",
            "a Rui Penalva: Para todos.",
        ],
    ),
    "initials_of_a_person_named_above": (
        "txt",
        """\
Entrevista de Rui Penalva a Daniel Rittmar

Daniel Rittmar: A balsa volta?

Rui Penalva: Volta em maio.

D.R: E o preço?

Rui Penalva: Fica igual.

D.R: Obrigado. Alguma novidade sobre a draga?

Rui Penalva: Chega em junho.
""",
        [
            "q Daniel Rittmar: A balsa volta?",
            "a Rui Penalva: Volta em maio.",
            "q Daniel Rittmar: E o preço?",
            "a Rui Penalva: Fica igual.",
            "q Daniel Rittmar: Obrigado. Alguma novidade sobre a draga?",
            "a Rui Penalva: Chega em junho.",
        ],
    ),
    "a_translation_note_in_the_label": (
        "txt",
        """\
Rueda de prensa del ministro de Puertos, Rui Penalva, Cabo Alva, 3 de mayo de 2031

Rui Penalva: Buenos días.

Pregunta (traducida del inglés): ¿Vuelve el ferri?

Rui Penalva: Vuelve en mayo.

Pregunta: ¿Y el precio?

Rui Penalva: Queda igual.
""",
        [
            "s Rui Penalva: Buenos días.",
            "q -: ¿Vuelve el ferri?",
            "a Rui Penalva: Vuelve en mayo.",
            "q -: ¿Y el precio?",
            "a Rui Penalva: Queda igual.",
        ],
    ),
    "point_and_dash_with_a_moderator": (
        "txt",
        """\
Conferencia de prensa

PERIODISTA. - ¿Vuelve el ferri?

PRESIDENTE. - Vuelve en mayo.

PERIODISTA. - ¿Y el precio?

PRESIDENTE. - Queda igual.

Carina Almerim (Moderadora).- Última pregunta.

PERIODISTA. - ¿Y la draga?

PRESIDENTE. - Llega en junio.
""",
        [
            "q -: ¿Vuelve el ferri?",
            "a PRESIDENTE: Vuelve en mayo.",
            "q -: ¿Y el precio?",
            "a PRESIDENTE: Queda igual.",
            "m Carina Almerim: Última pregunta.",
            "q -: ¿Y la draga?",
            "a PRESIDENTE: Llega en junio.",
        ],
    ),
    "q_without_colon": (
        "txt",
        """\
Press Briefing by Harbour Spokesman Bedu Almerim

MR. ALMERIM:  Good morning, everybody.

Q    Sure, Bedu.  Does the ferry sail?

MR. ALMERIM:  It does.

Q    When?

MR. ALMERIM:  Tomorrow at noon.
""",
        [
            "s Bedu Almerim: Good morning, everybody.",
            "q -: Sure, Bedu.  Does the ferry sail?",
            "a Bedu Almerim: It does.",
            "q -: When?",
            "a Bedu Almerim: Tomorrow at noon.",
        ],
    ),
    "russian_question_words": (
        "txt",
        """\
Ответы на вопросы СМИ начальника порта Т.Озёрского, Кабо-Алва, 3 мая 2031 года

112-03-05-2031

Вопрос: Паром вернётся?

Т.Озёрский: Вернётся в мае.

Вопрос: А цена?

Т.Озёрский: Останется прежней.
""",
        [
            "q -: Паром вернётся?",
            "a Т.Озёрский: Вернётся в мае.",
            "q -: А цена?",
            "a Т.Озёрский: Останется прежней.",
        ],
    ),
    "label_alone_and_number_on_the_next_line": (
        "txt",
        """\
Entrevista por escrito de Rui Penalva

Pergunta:

1. Como volta a balsa?

Resposta:

Volta em maio, com dois navios.

Pergunta:

2. E o preço?

Resposta:

Fica igual.
""",
        [
            "q -: 1. Como volta a balsa?",
            "a Rui Penalva: Volta em maio, com dois navios.",
            "q -: 2. E o preço?",
            "a Rui Penalva: Fica igual.",
        ],
    ),
    "numbered_written_answers_zh": (
        "txt",
        """\
云屿论坛秘书长陆怀舟书面答问

一、渡轮何时复航？

五月一日复航，两艘船同时开航。

二、票价会变吗？

票价不变。

三、挖泥船何时到港？

六月到港。
""",
        [
            "q -: 一、渡轮何时复航？",
            "a 陆怀舟: 五月一日复航，两艘船同时开航。",
            "q -: 二、票价会变吗？",
            "a 陆怀舟: 票价不变。",
            "q -: 三、挖泥船何时到港？",
            "a 陆怀舟: 六月到港。",
        ],
    ),
    "numbered_written_answers_en": (
        "txt",
        """\
Written answers by Bedu Almerim to questions from the Tidal Post

1. When does the ferry return?

It returns in May, with two ships.

2. Will the price change?

The price stays as it is.

3. Is the dredger here?

It arrives in June.
""",
        [
            "q -: 1. When does the ferry return?",
            "a Bedu Almerim: It returns in May, with two ships.",
            "q -: 2. Will the price change?",
            "a Bedu Almerim: The price stays as it is.",
            "q -: 3. Is the dredger here?",
            "a Bedu Almerim: It arrives in June.",
        ],
    ),
    "two_answerers_and_a_moderator": (
        "txt",
        """\
云屿论坛举行新闻发布会

主持人：各位好，现在开始提问。

《潮信周刊》记者：渡轮何时复航？

韩知远：五月一日复航。

陆怀舟：我补充一点，两艘船同时开航。

主持人：下一个问题。

满潮电台记者：票价会变吗？

韩知远：票价不变。

主持人：发布会到此结束，谢谢大家。
""",
        [
            "m 主持人: 各位好，现在开始提问。",
            "q 潮信周刊: 渡轮何时复航？",
            "a 韩知远: 五月一日复航。",
            "a 陆怀舟: 我补充一点，两艘船同时开航。",
            "m 主持人: 下一个问题。",
            "q 满潮电台: 票价会变吗？",
            "a 韩知远: 票价不变。",
            "m 主持人: 发布会到此结束，谢谢大家。",
        ],
    ),
    "second_page_begins_with_an_answer": (
        "txt",
        """\
外长会后答记者问（2/2）

答：五月一日复航。

问：票价会变吗？

答：票价不变。

答：再补充一句，学生票另有优惠。

【 第1頁 第2頁 】
""",
        [
            "a -: 五月一日复航。",
            "q -: 票价会变吗？",
            "a -: 票价不变。",
            "a -: 再补充一句，学生票另有优惠。",
        ],
    ),
    "every_turn_in_two_languages": (
        "txt",
        """\
中葡双语记者会

问：渡轮何时复航？

Pergunta: Quando volta a balsa?

答：五月一日复航。

Resposta: A balsa volta no dia 1 de maio.

问：票价会变吗？

Pergunta: O preço muda?

答：票价不变。

Resposta: O preço não muda.
""",
        [
            "q -: 渡轮何时复航？",
            "q -: Quando volta a balsa?",
            "a -: 五月一日复航。",
            "a -: A balsa volta no dia 1 de maio.",
            "q -: 票价会变吗？",
            "q -: O preço muda?",
            "a -: 票价不变。",
            "a -: O preço não muda.",
        ],
    ),
    "two_languages_in_one_line": (
        "txt",
        """\
云屿论坛记者会

问：渡轮何时复航？Quando volta a balsa?

答：五月一日复航。A balsa volta no dia 1 de maio.

问：票价会变吗？O preço muda?

答：票价不变。O preço não muda.
""",
        [
            "q -: 渡轮何时复航？Quando volta a balsa?",
            "a -: 五月一日复航。A balsa volta no dia 1 de maio.",
            "q -: 票价会变吗？O preço muda?",
            "a -: 票价不变。O preço não muda.",
        ],
    ),
    "one_line_zh": (
        "txt",
        "云屿论坛发言人韩知远主持例行记者会。问：渡轮何时复航？答：五月一日复航。两艘船同时开航。问：票价会变吗？答：票价不变。",
        [
            "s -: 云屿论坛发言人韩知远主持例行记者会。",
            "q -: 渡轮何时复航？",
            "a -: 五月一日复航。两艘船同时开航。",
            "q -: 票价会变吗？",
            "a -: 票价不变。",
        ],
    ),
    "one_line_pt": (
        "txt",
        """\
Entrevista

A Autoridade do Cais recebeu ontem a imprensa na sala do porto. Pergunta: Quando volta a balsa? Resposta: Volta em maio. Pergunta: O preço muda? Resposta: Fica igual para todos.
""",
        [
            "s -: A Autoridade do Cais recebeu ontem a imprensa na sala do porto.",
            "q -: Quando volta a balsa?",
            "a -: Volta em maio.",
            "q -: O preço muda?",
            "a -: Fica igual para todos.",
        ],
    ),
    "hard_wrapped": (
        "txt",
        """\
Entrevista de Rui Penalva

Pergunta: Quando é que a balsa volta a navegar entre
os dois cais, e quem paga as obras que a Autoridade
anunciou no começo deste mês de maio?

Resposta: A balsa volta a navegar na primeira semana
de maio. As obras são pagas pela Autoridade, com o
que sobrou do orçamento do ano passado, e acabam em
junho.

Pergunta: E a draga que devia ter chegado ao porto há
três semanas, onde está neste momento?

Resposta: A draga está no estaleiro e chega ao porto
na semana que vem.
""",
        [
            "q -: Quando é que a balsa volta a navegar entre / os dois cais, e quem paga as obras que a Autoridade / anunciou no começo deste mês de maio?",
            "a Rui Penalva: A balsa volta a navegar na primeira semana / de maio. As obras são pagas pela Autoridade, com o / que sobrou do orçamento do ano passado, e acabam em / junho.",
            "q -: E a draga que devia ter chegado ao porto há / três semanas, onde está neste momento?",
            "a Rui Penalva: A draga está no estaleiro e chega ao porto / na semana que vem.",
        ],
    ),
    "prose_with_quotations": (
        "txt",
        """\
Balsa volta em maio

A balsa volta a navegar em maio, disse o presidente da Autoridade do Cais, Rui Penalva. "O preço fica igual", afirmou: "para todos".

Perguntado sobre a draga, Penalva respondeu: "Chega em junho". Segundo ele, o calado é o mesmo: nove metros.

O que falta? Pouco, diz a Autoridade.
""",
        [
            's -: A balsa volta a navegar em maio, disse o presidente da Autoridade do Cais, Rui Penalva. "O preço fica igual", afirmou: "para todos". | Perguntado sobre a draga, Penalva respondeu: "Chega em junho". Segundo ele, o calado é o mesmo: nove metros. | O que falta? Pouco, diz a Autoridade.',
        ],
    ),
    "list_of_headlines": (
        "html",
        "<ul><li><a href=a>韩知远：渡轮五月复航</a></li>"
        "<li><a href=b>陆怀舟：票价不变</a></li>"
        "<li><a href=c>韩知远：学生票优惠</a></li>"
        "<li><a href=d>论坛：挖泥船六月到港</a></li>"
        "</ul><p>共四条</p>",
        [
            "s -: 共四条",
        ],
    ),
    "government_page_with_office_labels": (
        "html",
        "<html lang=zh-Hant><head><title>行政長官記者會 - 雲嶼新聞局</title></head>"
        "<body><div class=breadcrumb>首頁 > 新聞</div><h1>韓知遠秘書長見記者</h1>"
        "<p>2031年5月3日 18:16</p>"
        "<div class=content><p>雲嶼論壇秘書長韓知遠今(3)日見記者。</p>"
        "<p>記者：渡輪何時復航？</p>"
        "<p>秘書長：五月一日復航。</p>"
        "<p>記者：票價會變嗎？</p>"
        "<p>秘書長：票價不變。</p>"
        "</div><div class=footer>雲嶼新聞局</div></body></html>",
        [
            "s -: 雲嶼論壇秘書長韓知遠今(3)日見記者。",
            "q -: 渡輪何時復航？",
            "a 韓知遠: 五月一日復航。",
            "q -: 票價會變嗎？",
            "a 韓知遠: 票價不變。",
        ],
    ),
    "presidency_page": (
        "html",
        "<html lang=pt-br><head><title>Entrevista coletiva concedida pelo Presidente da Autoridade do Cais, Rui Penalva — Portal do Cais</title></head>"
        "<body><div id=portal-breadcrumbs>Você está aqui: Página Inicial</div><h1>Entrevista coletiva concedida pelo Presidente da Autoridade do Cais, Rui Penalva</h1>"
        "<p>publicado 03/05/2031 17h17, última modificação 04/05/2031 11h40</p>"
        "<div id=content><p>Cabo Alva-CA, 03 de maio de 2031</p>"
        "<p>&nbsp;</p>"
        "<p><b>Jornalista:</b> A balsa volta?</p>"
        "<p><b>Presidente:</b> Volta. Falei com o Haddock [Fernando, diretor do porto] ontem.</p>"
        "<p>(interrupção no áudio)</p>"
        "<p><b>Jornalista:</b> (incompreensível)</p>"
        "<p><b>Presidente:</b> Não há esse número.</p>"
        "</div></body></html>",
        [
            "q -: A balsa volta?",
            "a Rui Penalva: Volta. Falei com o Haddock [Fernando, diretor do porto] ontem. | (interrupção no áudio)",
            "q -: (incompreensível)",
            "a Rui Penalva: Não há esse número.",
        ],
    ),
    "ministry_page_with_number_and_glued_time": (
        "html",
        "<html><head><title>Timur Oziorski: answers to media questions, Cabo Alva, May 3, 2031 - Harbour Ministry</title></head>"
        "<body><nav>Home News</nav><h1>Harbour Minister Timur Oziorski’s remarks and answers to media questions at a joint news conference, Cabo Alva, May 3, 2031</h1>"
        "<p>3 May 203116:51</p>"
        "<p>112-03-05-2031</p>"
        "<div class=text><p>Good afternoon. We have signed the ferry agreement.</p>"
        "<p><b>Question: </b>Does the ferry sail?</p>"
        "<p><b>Timur Oziorski:</b> It does.</p>"
        "<p>It sails twice a day.</p>"
        "<p><b>Question (<i>retranslated</i>):</b> And the price?</p>"
        "<p><b>Timur Oziorski</b> <i>(speaks after Bedu Almerim)</i>: It stays.</p>"
        "</div></body></html>",
        [
            "s Timur Oziorski: Good afternoon. We have signed the ferry agreement.",
            "q -: Does the ferry sail?",
            "a Timur Oziorski: It does. | It sails twice a day.",
            "q -: And the price?",
            "a Timur Oziorski: It stays.",
        ],
    ),
    "table_of_contents_and_heads": (
        "txt",
        """\
Talks with Timur Oziorski

Table of contents

The ferry
The price
The dredger

The ferry

Question: Does the ferry sail?

Answer: It does.

The price

Question: And the price?

Answer: It stays.
""",
        [
            "s -: Table of contents | The ferry | The price | The dredger",
            "s -: The ferry",
            "q -: Does the ferry sail?",
            "a -: It does.",
            "s -: The price",
            "q -: And the price?",
            "a -: It stays.",
        ],
    ),
    "office_in_brackets_at_first": (
        "txt",
        """\
聯合記者會

特梅里奥(梅林達總統)：下午好。

記者：渡輪何時復航？

特梅里奥：五月一日復航。

記者：票價呢？

特梅里奥：不變。
""",
        [
            "s 特梅里奥: 下午好。",
            "q -: 渡輪何時復航？",
            "a 特梅里奥: 五月一日復航。",
            "q -: 票價呢？",
            "a 特梅里奥: 不變。",
        ],
    ),
    "time_behind_the_label": (
        "txt",
        """\
News conference

Bedu Almerim: (09:51)
Good morning.

Su Hao: (10:02)
Does the ferry sail?

Bedu Almerim: (10:09)
It does.

Su Hao: (10:15)
When?

Bedu Almerim: (10:17)
Tomorrow.
""",
        [
            "s Bedu Almerim: Good morning.",
            "q Su Hao: Does the ferry sail?",
            "a Bedu Almerim: It does.",
            "q Su Hao: When?",
            "a Bedu Almerim: Tomorrow.",
        ],
    ),
    "counter_question_and_enumeration": (
        "txt",
        """\
专访陆怀舟

记者：渡轮何时复航？

陆怀舟：五月一日复航。你问我为什么这么晚？因为挖泥船没到：是船厂误期。

记者：票价呢？

陆怀舟：我强调一下：票价不变。第一：学生票优惠。第二：老人免票。
""",
        [
            "q -: 渡轮何时复航？",
            "a 陆怀舟: 五月一日复航。你问我为什么这么晚？因为挖泥船没到：是船厂误期。",
            "q -: 票价呢？",
            "a 陆怀舟: 我强调一下：票价不变。第一：学生票优惠。第二：老人免票。",
        ],
    ),
    "readings_in_brackets": (
        "txt",
        """\
云屿论坛記(jì)者會(huì)

問(wèn)：渡輪何時(shí)復(fù)航？

答(dá)：五月一日復(fù)航。

問(wèn)：票價(jià)呢？

答(dá)：不變(biàn)。
""",
        [
            "q -: 渡輪何時(shí)復(fù)航？",
            "a -: 五月一日復(fù)航。",
            "q -: 票價(jià)呢？",
            "a -: 不變(biàn)。",
        ],
    ),
    "unknown_journalist": (
        "txt",
        """\
Coletiva

_________: Presidente, a balsa volta?

Presidente: Volta.

_________: Quando?

Presidente: Em maio.

_________: Obrigado.
""",
        [
            "q -: Presidente, a balsa volta?",
            "a Presidente: Volta.",
            "q -: Quando?",
            "a Presidente: Em maio.",
            "s -: Obrigado.",
        ],
    ),
    "line_breaks_written_out": (
        "txt",
        "记者会\\n\\n问：渡轮何时复航？\\n\\n答：五月一日复航。\\n\\n问：票价呢？\\n\\n答：不变。",
        [
            "s -: 记者会\\n\\n",
            "q -: 渡轮何时复航？\\n\\n",
            "a -: 五月一日复航。\\n\\n",
            "q -: 票价呢？\\n\\n",
            "a -: 不变。",
        ],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_this_form_has_these_turns(name: str) -> None:
    form, text, expected = PAGES[name]
    document = page(text.removesuffix("\n"), form)
    found = [
        f"{role[0]} {speaker or '-'}: " + words.replace("|", " | ").replace("\n", " / ")
        for role, speaker, words in turns(document)
    ]
    assert found == expected
    assert not broken(document)
    assert not lost_words(document)


def test_the_heads_of_such_pages_are_read() -> None:
    documents = {name: page(text, form) for name, (form, text, _) in PAGES.items()}
    ministry = documents["ministry_page_with_number_and_glued_time"]
    assert (ministry.number, ministry.date, ministry.place) == ("112-03-05-2031", "2031-05-03", "Cabo Alva")
    assert [(each.name, each.role) for each in ministry.speakers] == [("Timur Oziorski", "Harbour Minister")]
    assert documents["presidency_page"].place == "Cabo Alva-CA"
    assert {"partial", "orphan_answer"} <= documents["second_page_begins_with_an_answer"].flags
    assert "bilingual" in documents["every_turn_in_two_languages"].flags


def test_each_answer_replies_to_the_questions_since_the_last_one() -> None:
    _, text, _ = PAGES["two_answerers_and_a_moderator"]
    assert [turn.replies_to for turn in page(text).turns] == [(), (), ("t2",), ("t2",), (), (), ("t6",), ()]
