"""The official whom a title names."""

import pytest

from indexer.segment.title_speaker import TitleSpeaker, title_speaker


@pytest.mark.parametrize(
    ("title", "name", "office"),
    [
        (
            "Discurso da presidente da Autoridade do Cais, Rui Penalva",
            "Rui Penalva",
            "presidente da Autoridade do Cais",
        ),
        (
            "Entrevista al presidente de la Autoridad del Muelle, Rui Penalva",
            "Rui Penalva",
            "presidente de la Autoridad del Muelle",
        ),
        ("Declaração à imprensa do Ministro Rui Penalva", "Rui Penalva", "Ministro"),
        ("Discurso de la Ministra Ana Marlo", "Ana Marlo", "Ministra"),
        ("Minister Ann Marlowe’s remarks", "Ann Marlowe", "Minister"),
    ],
)
def test_the_office_stands_before_the_name_without_what_joins_them(title: str, name: str, office: str) -> None:
    assert title_speaker(title, []) == TitleSpeaker(name, office)
