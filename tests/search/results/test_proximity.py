"""Long questions prefer passages that hold their words close together."""

from search.port.lookup import AnyOf, Term
from search.request import SearchRequest
from search.results.proximity import BETA, question_grams, window_bonus
from search.terms import Field, Layer, Part
from tests.build import archive_of, document, statement

GRAMS = Field(Part.BODY, Layer.GRAMS)
FILLER = "今天天气很好大家都来了。" * 20


def test_a_short_query_has_no_window() -> None:
    assert question_grams(AnyOf(tuple(Term(GRAMS, gram) for gram in ("渔业", "业部", "部长", "长说")))) == ()


def test_a_question_has_its_distinct_pairs_once() -> None:
    grams = ("渔业", "业部", "部长", "长说", "说明", "渔业")
    title = Term(Field(Part.TITLE, Layer.GRAMS), "标题")
    node = AnyOf((*(Term(GRAMS, gram) for gram in grams), title))
    assert question_grams(node) == grams[:-1]


def test_the_best_window_counts_each_pair_once() -> None:
    weights = {"渔业": 2.0, "配额": 3.0}
    assert window_bonus(FILLER + "渔业渔业配额" + FILLER, weights) == BETA * 5.0
    assert window_bonus("渔业" + FILLER + "配额", weights) == BETA * 3.0
    assert window_bonus(FILLER, weights) == 0.0


def test_a_short_passage_gets_nothing() -> None:
    assert window_bonus("渔业配额", {"渔业": 2.0}) == 0.0


def test_of_two_passages_with_the_same_words_the_one_that_holds_them_together_is_first() -> None:
    together = FILLER + "渔业部门要减少蓝鳍金枪鱼的捕捞配额。" + FILLER
    apart = "渔业部门。" + FILLER + "要减少蓝鳍金枪鱼。" + FILLER + "捕捞配额。"
    archive = archive_of(document("apart", statement(apart)), document("together", statement(together)))
    found = archive.search(SearchRequest("渔业部门为什么要减少蓝鳍金枪鱼的捕捞配额"))
    assert [item.document.id for item in found.items] == ["together", "apart"]


def test_pages_of_a_ranked_question_follow_one_another() -> None:
    pages = [
        document(f"d{i:02}", statement(FILLER + "渔业部门" * (i % 3 + 1) + "减少捕捞配额" * (i % 5))) for i in range(37)
    ]
    archive = archive_of(*pages)
    query = "渔业部门为什么减少捕捞配额"
    whole = [item.id for item in archive.search(SearchRequest(query, size=100)).items]
    paged = [item.id for page in range(1, 9) for item in archive.search(SearchRequest(query, size=5, page=page)).items]
    assert paged == whole
    assert len(whole) == len(set(whole))
