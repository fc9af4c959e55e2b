"""Looking for some terms finds what analysing the whole text finds of them."""

from hypothesis import given
from hypothesis import strategies as st

from search.analysis.analyze import Analyzer
from search.analysis.term_filter import TermFilter, term_filter
from search.terms import Layer, Layers

ANALYZER = Analyzer()
TEXTS = (
    "记者问G20峰会：2031年9月18日的配额，电话 996 312 610905？",
    "A quota de pesca, as quotas e a cooperação; ligar ао 996-312-610-905.",
    "渔业部林一舟说，quota de pesca do mar alto 不变。ｶﾀｶﾅ と かな",
    "",
    "……",
)


def all_terms(layers: Layers) -> list[tuple[Layer, str]]:
    return [(layer, token.text) for layer, tokens in layers.items() for token in tokens]


def restricted(layers: Layers, terms: set[tuple[Layer, str]], begun: set[tuple[Layer, str]]) -> Layers:
    found = {
        layer: tuple(
            token
            for token in tokens
            if (layer, token.text) in terms or any(at is layer and token.text.startswith(text) for at, text in begun)
        )
        for layer, tokens in layers.items()
    }
    return {layer: tokens for layer, tokens in found.items() if tokens}


def assert_alike(text: str, lang: str, terms: set[tuple[Layer, str]], begun: set[tuple[Layer, str]]) -> None:
    whole = ANALYZER.analyze(text, 7, lang, 3)
    found = ANALYZER.analyze_only(text, term_filter(terms, begun), 7, lang, 3)
    assert found == restricted(whole, terms, begun)


def test_each_term_of_a_text_is_found_where_it_stands() -> None:
    for text in TEXTS:
        for lang in ("zh-Hans", "pt", "ru", "und"):
            for term in set(all_terms(ANALYZER.analyze(text, 7, lang, 3))):
                assert_alike(text, lang, {term}, set())
                assert_alike(text, lang, set(), {(term[0], term[1][:1])})


@given(st.data())
def test_some_terms_of_one_text_are_found_in_another(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="渔业部说不变ab éçGвод0123.-:/ \n，カ", max_size=60))
    other = data.draw(st.text(alphabet="渔业部说不变ab éçGвод0123.-:/ \n，カ", max_size=60))
    lang = data.draw(st.sampled_from(("zh-Hans", "pt", "ru", "und")))
    known = all_terms(ANALYZER.analyze(text, lang=lang)) + all_terms(ANALYZER.analyze(other, lang=lang))
    terms = set(data.draw(st.lists(st.sampled_from(known), max_size=5))) if known else set()
    begun = set(data.draw(st.lists(st.sampled_from(known), max_size=2))) if known else set()
    assert_alike(text, lang, terms, {(layer, term[:1]) for layer, term in begun if term})


def test_where_nothing_is_sought_nothing_is_found() -> None:
    nothing: TermFilter = term_filter(())
    assert ANALYZER.analyze_only(TEXTS[0], nothing) == {}
    assert ANALYZER.analyze_only("", nothing) == {}
