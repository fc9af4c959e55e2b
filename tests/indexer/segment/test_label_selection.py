"""Turn conventions: what opens a turn, and what does not."""

from tests.indexer.segment.pages import html, page, roles, turns

TITLE = "云屿论坛发言人韩知远主持例行记者会\n\n"


def test_question_and_answer_words_open_turns() -> None:
    document = page(TITLE + "问：渡轮停航吗？\n\n答：不停。\n\n班次照旧。\n\n问：票价呢？\n\n答：不变。")
    assert turns(document) == [
        ("question", "", "渡轮停航吗？"),
        ("answer", "韩知远", "不停。|班次照旧。"),
        ("question", "", "票价呢？"),
        ("answer", "韩知远", "不变。"),
    ]


def test_half_width_colons_and_other_name_dots_do_not_matter() -> None:
    document = page("例行记者会\n\n季穆尔·奥焦尔斯基:大家好。\n\n问:修好了吗?\n\n奥焦尔斯基︰修好了。")
    assert [name for _, name, _ in turns(document)] == ["季穆尔·奥焦尔斯基", "", "季穆尔·奥焦尔斯基"]


def test_journalists_and_papers_ask() -> None:
    document = page(
        TITLE
        + "《潮信周刊》记者林见川：航标灯亮了吗？\n\n韩知远：亮了。\n\n满潮电台记者：谁付钱？\n\n韩知远：论坛付。\n\n"
        "会后有《云屿晚报》记者问及：能参观吗？\n\n韩知远：可以。"
    )
    assert roles(document) == "qaqaqa"
    assert [(each.name, each.outlet) for each in document.speakers if each.side == "press"] == [
        ("林见川", "潮信周刊"), ("满潮电台", "满潮电台"), ("云屿晚报", "云屿晚报"),
    ]  # fmt: skip


def test_a_dash_sets_labels_off_where_they_come_back() -> None:
    document = page(
        "Entrevista\n\nJP – O cais reabre?\n\nRUI PENALVA – Reabre em maio.\n\nJP - E a draga?\n\nPENALVA- Fica."
    )
    assert roles(document) == "qaqa"
    assert {name for _, name, _ in turns(document)} == {"JP", "RUI PENALVA"}


def test_a_dateline_is_no_label() -> None:
    document = page(
        "Ferry volta a navegar\n\nCabo Alva - O ferry voltou a navegar na segunda-feira, disse a capitania."
    )
    assert roles(document) == "s"


def test_a_clause_before_a_colon_is_no_label() -> None:
    document = page(
        TITLE
        + "问：有什么结果？\n\n答：会议达成三点共识：\n\n文件包括:两个附件。\n\n他指出：申诉少了。\n\n时间：九点。\n\n第一：快。"
    )
    assert roles(document) == "qa"


def test_headlines_with_a_name_are_no_turns() -> None:
    document = page(
        "最新消息\n\n韩知远：渡轮票价不变\n\n韩知远：新航线下月开通\n\n陆怀舟：论坛需要时间\n\n陆怀舟：账目公开"
    )
    assert not any(turn.label for turn in document.turns)


def test_a_single_quotation_is_no_conversation() -> None:
    document = page("Capitania reabre o canal\n\nO canal reabriu hoje de manhã.\n\nRui Penalva: “Foi um alívio.”")
    assert not any(turn.label for turn in document.turns)


def test_bold_labels_open_turns_even_with_long_offices() -> None:
    document = html(
        "<b>Head of the Harbour Agency of Merindal Olga Sviridova:</b> Good morning.",
        "<b>Question:</b> Is the light working?",
        "<b>Olga Sviridova:</b> It is.",
    )
    assert turns(document) == [
        ("statement", "Olga Sviridova", "Good morning."),
        ("question", "", "Is the light working?"),
        ("answer", "Olga Sviridova", "It is."),
    ]
    assert document.speakers[0].role == "Head of the Harbour Agency of Merindal"


def test_questions_in_bold_need_no_label() -> None:
    document = html(
        "Leia a conversa.", "<b>O farol acende?</b>", "Acende.", "Desde ontem.", "<b>E o nevoeiro?</b>", "Levantou."
    )
    assert roles(document) == "sqaqa"
    assert document.form == "unlabelled_qa"


def test_plain_questions_count_where_they_alternate_with_answers() -> None:
    lines = [
        "Entrevista com o faroleiro",
        "O farol acende?",
        "Acende sempre.",
        "Quem o acende?",
        "Eu, às seis.",
        "E aos domingos?",
        "Também.",
    ]
    assert roles(page("\n\n".join(lines))) == "qaqaqa"


def test_rhetorical_questions_of_an_article_are_none() -> None:
    lines = [
        "Quem paga o cais?",
        "Quem o usa?",
        "Quem o limpa?",
        "O cais é de todos.",
        "Até quando esperar?",
        "Até quando fingir?",
        "Basta.",
    ]
    assert roles(page("Opinião\n\n" + "\n\n".join(lines))) == "s"


def test_questions_without_label_stand_before_labelled_answers() -> None:
    document = page(
        "Entrevista\n\nO farol acende?\n\nPENALVA – Acende.\n\nE a sirene?\n\nPENALVA – Toca.\n\nE o sino?\n\nPENALVA – Dobra."
    )
    assert roles(document) == "qaqaqa"


def test_answers_without_label_stand_behind_labelled_questions() -> None:
    document = page(
        "Perguntas\n\nPergunta: O farol acende?\n\nAcende às seis.\n\nPergunta: E apaga?\n\nAo nascer do sol."
    )
    assert roles(document) == "qaqa"


def test_headings_with_a_colon_open_turns_and_others_do_not() -> None:
    document = page(
        "# 燈塔公聽會\n\n### 主持人：\n開始。\n\n### 翁秀蓮：\n塔修好了嗎？\n\n### 業務報告：\n\n### 安然：\n修好了。\n",
        "md",
    )
    assert [(role, name) for role, name, _ in turns(document)] == [
        ("moderator", "主持人"), ("question", "翁秀蓮"), ("answer", "安然"),
    ]  # fmt: skip
    assert "業務報告" in "".join(words for _, _, words in turns(document))


def test_a_chamber_names_speakers_with_their_party() -> None:
    document = page(
        "NOTAS\n\nO SR. PRESIDENTE (Rui Penalva) – Está aberta a sessão.\n\nA SRA. ANA TRIGOSO (FRENTE DO CAIS) – Quanto custa?\n\n"
        "O SR. RUI PENALVA (PRESIDENTE) – Nada."
    )
    assert [name for _, name, _ in turns(document)] == ["Rui Penalva", "ANA TRIGOSO", "Rui Penalva"]
    assert roles(document) == "mqm"


def test_brackets_are_labels_on_a_live_page() -> None:
    lines = [
        "【安然】开始。[10:00]",
        "[潮信周刊]：灯亮了吗？[10:01]",
        "【韩知远】亮了。[10:02]",
        "[云屿晚报]：谁点的？[10:03]",
        "【韩知远】我点的。[10:04]",
    ]
    document = page("网上记者会实录\n\n" + "\n\n".join(lines))
    assert roles(document) == "sqaqa"
    assert document.form == "bracket_live"


def test_a_page_of_one_line_is_cut_at_its_labels() -> None:
    line = "发言人今天主持例行记者会。" + "".join(
        f"问：第{number}号航标灯什么时候修好？答：下个月修好，费用由论坛承担。" for number in range(30)
    )
    assert roles(page("例行记者会\n\n" + line)) == "s" + "qa" * 30


def test_numbered_questions_with_the_answer_glued_are_two_turns() -> None:
    document = page(
        "韩知远就航标灯答记者问\n\n一、问：修好了吗？韩知远：修好了。\n\n二、问：谁修的？韩知远：港口修的。"
    )
    assert roles(document) == "qaqa"


def test_letters_count_only_in_pairs() -> None:
    assert roles(page("Tender\n\nQ: Why?\n\nA: Because.\n\nQ: When?\n\nA: Soon.")) == "qaqa"
    assert roles(page("Notes\n\nA: first annex of the treaty.\n\nThe treaty has one annex.")) == "s"


def test_two_questions_in_a_row_are_answered_together() -> None:
    document = page(TITLE + "问：灯亮了吗？\n\n问：谁点的？\n\n答：都好了。\n\n问：还有呢？\n\n答：没有了。")
    assert [turn.replies_to for turn in document.turns] == [(), (), ("t1", "t2"), (), ("t4",)]


def test_an_answer_without_question_is_flagged() -> None:
    assert "orphan_answer" in page(TITLE + "答：修好了。\n\n问：谁修的？\n\n答：港口。").flags


def test_remarks_are_marked_and_stay_in_the_text() -> None:
    document = page(TITLE + "问：好吃吗？\n\n答：（笑）好吃（新鲜）。")
    assert [span.of(document.text) for span in document.turns[1].remarks] == ["（笑）"]


def test_a_dialogue_with_dashes_is_one() -> None:
    document = page("Интервью\n\n— Когда откроется порт?\n\n— В мае. Мы готовимся.\n\n— А дорога?\n\n— Дорога готова.")
    assert roles(document) == "qaqa"


def test_a_label_glued_to_the_sentence_before_it_opens_a_turn() -> None:
    document = page(
        "Remarks\n\nWe met today and spoke of the harbour.Question: When does it open?\n\nBedu Almerim: Soon.\n\n"
        "Question: Really?\n\nBedu Almerim: Yes."
    )
    assert roles(document) == "sqaqa"


def test_a_question_without_colon_beside_named_answers() -> None:
    document = page(
        "Press briefing\n\nMS. SVIRIDOVA: Good afternoon.\n\nQ    Is the ferry running?\n\nMS. SVIRIDOVA: It is.\n\n"
        "Q    And tomorrow?\n\nMS. SVIRIDOVA: Too."
    )
    assert roles(document) == "sqaqa"


def test_a_time_behind_the_label_belongs_to_it() -> None:
    document = page(
        "Briefing\n\nDmitri Almerim: (09:51)\nGood afternoon.\n\nReporter: (10:02)\nWhen?\n\nDmitri Almerim: (10:05)\nSoon."
    )
    assert [words for _, _, words in turns(document)] == ["Good afternoon.", "When?", "Soon."]


def test_an_unknown_voice_is_a_turn_of_nobody() -> None:
    document = page(
        "Entrevista\n\nPresidenta: Boa tarde.\n\nJornalista: Vai ao porto?\n\nPresidenta: Vou.\n\n_______: E à ponte?"
    )
    assert turns(document)[-1] == ("question", "", "E à ponte?")


def test_the_separator_may_be_a_point_and_a_dash() -> None:
    document = page(
        "Conferencia de prensa\n\nPRESIDENTE. - Buenas tardes.\n\nPERIODISTA. - ¿Cuándo abre?\n\nPRESIDENTE.- En mayo.\n\n"
        "Carina Soto (Moderadora).- Siguiente pregunta."
    )
    assert roles(document) == "sqam"


def test_a_report_that_quotes_questions_has_no_turns() -> None:
    document = page(
        "论坛举行记者会\n\n有记者问：“票价会不会涨？”韩知远说：“不会。”\n\n有现场记者追问，新船什么时候到？他说，明年。"
    )
    assert not any(turn.label for turn in document.turns)


def test_bold_names_without_a_colon_are_labels_beside_journalists() -> None:
    document = html(
        "<b>总台央视记者</b>你刚刚发布了消息。能介绍吗？",
        "<b>韩知远</b>可以。会议很重要。",
        "<b>新华社记者</b>还有呢？",
        "<b>韩知远</b>没有了。",
    )
    assert roles(document) == "qaqa"
    assert roles(html("<b>Rui Penalva</b> disse que o cais reabre.", "<b>Rui Penalva</b> foi ao porto.")) == "s"


def test_what_stands_behind_the_end_mark_belongs_to_no_answer() -> None:
    document = page(TITLE + "问：修好了吗？\n\n答：修好了。\n\n（完）\n\n云屿论坛成立于二〇一四年，会址在云屿市。")
    assert roles(document) == "qas"


def test_the_head_may_name_the_moderator() -> None:
    lines = ["安然：开始。", "苏禾：灯亮了吗？", "钟海：亮了。", "苏禾：谁点的？", "钟海：我。", "安然：散会。"]
    document = page("公听会\n\n时间：2031年9月18日\n主持人：安然\n\n" + "\n\n".join(lines))
    assert roles(document) == "mqaqam"


def test_a_medium_that_names_only_itself_asks_unnamed() -> None:
    document = html("Blog - O cais reabre?", "Rui Penalva - Reabre.", "Blog - Quando?", "Rui Penalva - Em maio.")
    assert [(role, name) for role, name, _ in turns(document)] == [
        ("question", ""), ("answer", "Rui Penalva"), ("question", ""), ("answer", "Rui Penalva"),
    ]  # fmt: skip


def test_somebody_described_is_not_named() -> None:
    document = page(
        "Entrevista\n\nPergunta de quem assinou Amigos do Cais: A balsa volta?\n\nResposta: Volta.\n\n"
        "Pergunta de Ana Falcato: E a draga?\n\nResposta: Fica."
    )
    assert [name for role, name, _ in turns(document) if role == "question"] == ["", "Ana Falcato"]


def test_heads_of_an_agenda_are_nobody() -> None:
    document = page("# 會議\n\n### 韓知遠：\n開會。\n\n### 提案討論：\n第一案。\n\n### 韓知遠：\n散會。", "md")
    assert [each.name for each in document.speakers] == ["韓知遠"]


def test_what_a_note_says_of_one_speech_is_no_role() -> None:
    document = page(
        "Sessão da comissão\n\nA SRA. ANA FALCATO (Bloco/PAR - CV. Fora do microfone.) – Peço a palavra.\n\n"
        "O SR. RUI PENALVA (PRESIDENTE) – Tem a palavra.\n\nA SRA. ANA FALCATO (Bloco/PAR - CV. Para interpelar.) – Obrigada."
    )
    assert [(each.name, each.role) for each in document.speakers] == [
        ("ANA FALCATO", "Bloco/PAR - CV"), ("RUI PENALVA", "PRESIDENTE"),
    ]  # fmt: skip


def test_a_journalist_is_one_by_the_note_behind_the_name() -> None:
    document = html(
        "<b>Bedu Almerim:</b> Good morning.",
        "<b>Su Hao</b> (reporter at MTV)<b>:</b> Will the ferry sail?",
        "<b>Bedu Almerim:</b> It will.",
        "<b>Su Hao:</b> When?",
        "<b>Bedu Almerim:</b> Tomorrow.",
    )
    assert [(each.name, each.side) for each in document.speakers if each.name == "Su Hao"] == [("Su Hao", "press")]


def test_a_line_beside_labels_in_bold_needs_bold_too() -> None:
    asked = "<b>Su Hao:</b> Will the ferry sail?", "<b>Bedu Almerim:</b> It will."
    document = html(*asked, "About a Harbour Ombudsman: the law is ready.", *asked, *asked)
    assert {name for _, name, _ in turns(document)} == {"Su Hao", "Bedu Almerim"}
