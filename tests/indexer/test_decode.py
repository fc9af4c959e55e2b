"""Bytes become the text that was written, whatever the encoding and whatever the file claims."""

import time

import pytest

from indexer.decode import codec_of, decode, plausibility
from search.errors import UnreadableFile

HANS = (
    "部长今天宣布,港口将于明年三月开放,渔民可以申请补贴。\n问:请问部长,海堤的工程什么时候完成?\n"
    "答:我们已经准备好了所有的表格,工程会在年底以前完成。委员会还将讨论•群岛之间的航线。\n"
)
HANT = (
    "部長今天宣布，港口將於明年三月開放，漁民可以申請補貼。\n問：請問部長，海堤的工程什麼時候完成？\n"
    "答：我們已經準備好了所有的表格，工程會在年底以前完成。委員會還將討論群島之間的航線。\n"
)
PORTUGUESE = (
    "O ministro anunciou que a cooperação não será interrompida; é a opinião da comissão.\n"
    "Jornalista: Quando será a inauguração do porto?\nMinistro: Já em março, se as obras não atrasarem.\n"
)
SPANISH = "¿Cuándo abrirá el puerto? El señor ministro contestó: mañana, según el acuerdo de la comisión.\n"
RUSSIAN = "Министр объявил, что порт откроется в марте.\nВопрос: Что будет с рыбаками?\nОтвет: Они получат пособие.\n"
ENGLISH = "The minister said “the harbour opens in March” – and left.\n"

WRITTEN = [
    *((HANS, name) for name in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32")),
    *((HANT, name) for name in ("utf-8", "big5hkscs", "gb18030", "utf-16")),
    *((PORTUGUESE, name) for name in ("utf-8", "cp1252", "utf-16", "utf-8-sig")),
    *((SPANISH, name) for name in ("utf-8", "cp1252", "utf-16")),
    *((RUSSIAN, name) for name in ("utf-8", "cp1251", "utf-16", "utf-8-sig")),
    (ENGLISH, "cp1252"),
]
CLAIMS = ["", "utf-8", "gb2312", "big5", "iso-8859-1", "windows-1251", "no-such-charset"]


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize(("text", "encoding"), WRITTEN)
def test_a_text_is_read_as_written_whatever_the_file_claims(text: str, encoding: str, claim: str) -> None:
    assert decode(text.encode(encoding), claim).text == text


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize(("text", "encoding"), [(HANS, "gb18030"), (HANT, "big5hkscs"), (RUSSIAN, "cp1251")])
def test_one_short_line_is_enough(text: str, encoding: str, claim: str) -> None:
    line = text.split("\n")[0]
    assert decode(line.encode(encoding), claim).text == line


@pytest.mark.parametrize(("text", "encoding"), WRITTEN)
def test_a_long_text_is_read_as_a_short_one(text: str, encoding: str) -> None:
    assert decode((text * 500).encode(encoding)).text == text * 500


@pytest.mark.parametrize(
    ("label", "encoding"), [("koi8-r", "koi8-r"), ("ISO-8859-5", "iso8859-5"), ("ibm866", "cp866")]
)
def test_a_rarer_encoding_is_believed_when_the_text_reads_well(label: str, encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), label).text == RUSSIAN


def test_a_big5_page_is_not_taken_for_gb18030_though_it_decodes_there() -> None:
    data = HANT.replace("，", ",").encode("big5hkscs")
    data.decode("gb18030", errors="strict")
    assert decode(data, "gb2312").encoding == "big5hkscs"


def test_a_bullet_in_a_page_that_claims_gb2312_is_kept() -> None:
    assert "•" in decode(HANS.encode("gb18030"), "gb2312").text


def test_russian_is_not_taken_for_western_letters() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "iso-8859-1").encoding == "cp1251"


def test_portuguese_is_not_taken_for_cyrillic() -> None:
    assert decode(PORTUGUESE.encode("cp1252"), "windows-1251").encoding == "cp1252"


@pytest.mark.parametrize(
    ("text", "encoding"), [(HANS, "utf-8"), (HANS, "gb18030"), (HANT, "big5hkscs"), (PORTUGUESE, "utf-8")]
)
def test_a_character_cut_off_at_the_end_costs_only_itself(text: str, encoding: str) -> None:
    whole = text.rstrip("\n") + ("é" if text is PORTUGUESE else "海")
    decoded = decode(whole.encode(encoding)[:-1])
    assert decoded.text[: len(whole) - 1] == whole[:-1]
    assert decoded.replaced == 1


def test_one_broken_byte_in_utf8_is_replaced_and_counted() -> None:
    data = HANS.encode()
    decoded = decode(data[:100] + b"\xff" + data[100:])
    assert (decoded.encoding, decoded.replaced) == ("utf-8", decoded.text.count("�"))
    assert decoded.replaced >= 1
    assert decoded.text.endswith(HANS[-40:])


def test_a_replacement_character_of_the_author_is_not_counted() -> None:
    assert decode("o sinal � foi escrito assim".encode()).replaced == 0


def test_byte_order_marks_leave_no_trace() -> None:
    assert decode("\ufeffport".encode("utf-16-be")).text == "port"
    assert decode(b"\x84\x31\x95\x33" + "港口".encode("gb18030")).text == "港口"


def test_the_claim_is_reported_as_given() -> None:
    decoded = decode(HANT.encode("big5hkscs"), "GB2312")
    assert (decoded.encoding, decoded.declared) == ("big5hkscs", "GB2312")


def test_ascii_needs_no_decision() -> None:
    assert decode(b"Port of call", "windows-1251").encoding == "utf-8"


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"").text == ""


def test_line_ends_and_blanks_stay_as_they_are() -> None:
    text = "um\r\ndois\rtrês\n\n\tquatro\xa0\u3000"
    assert decode(text.encode()).text == text


def test_a_picture_is_no_text() -> None:
    picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40
    with pytest.raises(UnreadableFile, match="not text"):
        decode(picture)


def test_a_stray_nul_byte_does_not_cost_the_page() -> None:
    text = PORTUGUESE * 5
    assert decode(text.encode() + b"\x00").text == text + "\x00"


def test_labels_are_read_as_browsers_do() -> None:
    assert codec_of("GB2312") == "gb18030"
    assert codec_of(' "latin1" ') == "cp1252"
    assert codec_of("Big5-HKSCS") == "big5hkscs"
    assert codec_of("rot13") == ""


def test_plausibility_is_highest_for_the_right_reading() -> None:
    right = plausibility(HANS)
    wrong = [plausibility(HANS.encode("gb18030").decode(name, "replace")) for name in ("big5hkscs", "cp1251", "cp1252")]
    assert right > 1 > max(wrong)


def test_a_large_file_is_decided_on_a_sample() -> None:
    data = HANS.encode("gb18030") * 60_000
    began = time.perf_counter()
    assert decode(data).encoding == "gb18030"
    assert time.perf_counter() - began < 5
