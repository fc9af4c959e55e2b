"""Pages to cite: an invented briefing in four languages, and pages of which little is known."""

from search.model import Document, Genre, Role, Source, Span, Speaker, SpeakerSource, Turn


def page(
    title: str,
    *,
    lang: str,
    answerer: str = "",
    asker: str = "",
    outlet: str = "",
    date: str = "",
    number: str = "",
    place: str = "",
    publisher: str = "",
    genre: Genre = Genre.OTHER,
    key: str = "b-41",
) -> Document:
    """A page of two turns, a question (t1) and its answer (t2), with what is given known of it."""
    text = f"{title}\nq\na"
    at = len(title) + 1
    speakers = tuple(
        Speaker(speaker_id, name, outlet=where, side=side)
        for speaker_id, name, where, side in (("asker", asker, outlet, "press"), ("answerer", answerer, "", "official"))
        if name
    )
    turns = (
        Turn("t1", Role.QUESTION, (Span(at, at + 1),), speaker="asker" if asker else ""),
        Turn(
            "t2",
            Role.ANSWER,
            (Span(at + 2, at + 3),),
            speaker="answerer" if answerer else "",
            speaker_source=SpeakerSource.LABEL if answerer else SpeakerSource.NONE,
        ),
    )
    return Document(
        id=key,
        key=key,
        source=Source("b.txt"),
        text=text,
        title=Span(0, len(title)),
        lang=lang,
        date=date,
        number=number,
        place=place,
        publisher=publisher,
        genre=genre,
        speakers=speakers,
        turns=turns,
    )


CHINESE = page(
    "云屿论坛常设秘书处例行发布会",
    lang="zh-Hans",
    answerer="韩致远",
    asker="苏禾",
    outlet="云屿晚报",
    date="2025-09-18",
    number="41-18-09-2025",
    place="云屿市",
    publisher="云屿论坛常设秘书处",
    genre=Genre.PRESS_CONFERENCE,
)
PORTUGUESE = page(
    "Conferência de imprensa regular do Secretariado (n.º 41)",
    lang="pt-PT",
    answerer="Han Zhiyuan",
    asker="João da Silva Falcato Júnior",
    outlet="Jornal da Enseada",
    date="2025-09-18",
    number="41-18-09-2025",
    place="Cidade de Yunyu",
    publisher="Secretariado Permanente",
    genre=Genre.PRESS_CONFERENCE,
)
RUSSIAN = page(
    "Брифинг постоянного секретариата",
    lang="ru",
    answerer="Тимур Андреевич Озёрский",
    date="2025-09",
    publisher="Постоянный секретариат",
    genre=Genre.STATEMENT,
)
ENGLISH = page(
    "Who mends the nets?",
    lang="en",
    answerer="Anna-Maria van der Meer",
    date="2025-05-04",
    publisher="Harbour Office",
    genre=Genre.INTERVIEW,
)
BARE = page("O porto fechado", lang="pt-BR")
URL = "https://archive.example/doc/b-41#t2"
SEEN = "2026-01-02"
