"""A small archive of invented pages, with words often enough to tell a slip from a rare word."""

from __future__ import annotations

from search.archive import Archive
from search.model import Document
from tests.build import answer, archive_of, document, question, statement

PAGES = (
    document(
        "kf-7",
        statement("灯塔署今天起开放第三码头。韩知远介绍了联合公报。\n云屿市的渡轮夜航延长。", "曾望舒"),
        question("渡轮什么时候停航？", "苏禾"),
        answer("雾天停航，联合公报里写明了。", "曾望舒"),
        title="灯塔署例行记者会：渡轮夜航",
    ),
    document(
        "kf-8",
        question("舊碼頭的銀行什麼時候遷走？", "賀竹影"),
        answer("銀行年底遷走，關係到整個碼頭。", "韓知遠"),
        title="舊碼頭問答",
        lang="zh-Hant",
    ),
    document(
        "ent-2",
        question("A travessia noturna vai continuar?", "Duarte Lobato"),
        answer("A travessia continua. A segurança dos faróis está garantida em Enseada.", "Leonor Abrunheiro"),
        title="Entrevista à Rádio Maré Alta",
        lang="pt-PT",
    ),
    document(
        "ru-1",
        question("Когда откроется причал?", "Вера Маякова"),
        answer("Причал откроется в сентябре, говорит секретариат маяков.", "Илья Прибрежный"),
        title="Ответы секретариата",
        lang="ru",
    ),
    *(
        document(f"pt-{number}", statement(f"A segurança da travessia {number} foi revista pelo conselho."), lang="pt")
        for number in range(60)
    ),
)


def archive(*more: Document) -> Archive:
    """The archive of the pages and more."""
    return archive_of(*PAGES, *more)
