"""Arrows go down only: web -> search <- indexer, and the floors inside `search`."""

from tests.architecture.modules import PACKAGES, modules

PROJECT = (*PACKAGES, "wenda", "tests", "bench")
GROUND = ("search.model", "search.terms", "search.errors")
LANGUAGE = ("search.scripts", "search.languages")
CELLAR = (*GROUND, *LANGUAGE, "search.analysis", "search.port")
# What pages and endpoints share: arguments, addresses, files. Neither of the two folders is reached from here.
WEB_GROUND = (
    *(
        "web.i18n",
        "web.parameter_types",
        "web.search_parameters",
        "web.parameters",
        "web.preferences",
        "web.urls",
        "web.references",
    ),
    *("web.download", "web.export_file", "web.headers", "web.revalidate", "web.current"),
)
WHOOSH_GROUND = (
    "search.byte_strings",
    "search.port",
    "search.engines.bm25",
    "search.engines.order",
    "search.engines.whoosh.row_sets",
)

# A row: a module or folder, and what of the project it may import besides itself. The longest matching row counts.
ALLOWED: dict[str, tuple[str, ...]] = {
    "search.model": (),
    "search.terms": (),
    "search.errors": (),
    "search.byte_strings": (),
    "search.exits": ("search.errors",),
    "search.config": ("search.errors",),
    "search.serial": GROUND,
    "search.scripts": (),
    "search.languages": ("search.scripts",),
    "search.analysis": (*LANGUAGE, "search.terms", "search.errors", "search.dates"),
    "search.dates": ("search.model", *LANGUAGE),
    "search.names": ("search.model", *LANGUAGE, "search.analysis"),
    "search.port": GROUND,
    "search.outline": ("search.model", "search.scripts"),
    "search.engines": (*GROUND, "search.byte_strings", "search.port", "search.serial"),
    "search.engines.whoosh.codec": (*GROUND, *WHOOSH_GROUND),
    "search.engines.whoosh.reader": (*GROUND, *WHOOSH_GROUND, "search.engines.whoosh.codec"),
    "search.engines.whoosh.execution": (*GROUND, *WHOOSH_GROUND, "search.engines.whoosh.reader"),
    "search.engines.choose": (*GROUND, "search.port", "search.config", "search.engines"),
    "search.glossary": (*CELLAR, "search.dates", "search.names"),
    "search.filters": GROUND,
    "search.request": (*GROUND, "search.port", "search.filters"),
    "search.entries": (*CELLAR, "search.dates", "search.names"),
    "search.query": (*CELLAR, "search.dates", "search.names", "search.glossary", "search.filters", "search.request"),
    "search.results": (
        *CELLAR,
        *("search.entries", "search.query", "search.request", "search.names", "search.glossary", "search.links"),
        *("search.filters", "search.suggest", "search.outline"),
    ),
    "search.suggest": (
        *CELLAR,
        *(
            "search.byte_strings",
            "search.dates",
            "search.glossary",
            "search.names",
            "search.filters",
            "search.request",
            "search.query",
        ),
    ),
    "search.citations": (*GROUND, *LANGUAGE, "search.names"),
    "search.replies": (
        *GROUND,
        *("search.filters", "search.request", "search.links", "search.results", "search.citations"),
    ),
    **dict.fromkeys(
        ("search.replies.fields", "search.replies.hit", "search.replies.json_text"),
        (*GROUND, "search.request", "search.links", "search.replies.fields"),
    ),
    "search.exports": (
        *GROUND,
        *LANGUAGE,
        *("search.request", "search.links", "search.replies.hit", "search.replies.json_text"),
    ),
    "search.feeds": (*GROUND, "search.request", "search.links", "search.exports.xml"),
    "search.archive": ("search",),
    "search.commands": ("search",),
    "search.export_command": ("search",),
    "search.doctor": ("search",),
    "search.options": ("search.config", "search.errors"),
    "search": (*CELLAR, "search.filters", "search.request", "search.serial", "search.names", "search.dates"),
    "indexer": ("search",),
    "web": ("search",),
    **dict.fromkeys((*WEB_GROUND, "web.api"), ("search", *WEB_GROUND)),
    "wenda": ("search", "indexer", "web"),
}
# The rooms on the roof of `search`: nothing below may reach up to them.
ROOF = ("search.archive", "search.commands", "search.export_command", "search.doctor")


def _under(name: str, roots: tuple[str, ...]) -> bool:
    return any(name == root or name.startswith(f"{root}.") for root in roots)


def _row(name: str) -> str:
    return max((row for row in ALLOWED if _under(name, (row,))), key=len)


def test_every_module_imports_only_what_its_row_allows() -> None:
    wrong = [
        f"{module.name} imports {imported}"
        for module in modules()
        for imported in sorted(module.imports)
        if _under(imported, PROJECT) and not _under(imported, (*ALLOWED[_row(module.name)], _row(module.name)))
    ]
    assert wrong == []


def test_nothing_below_reaches_up_to_the_roof_of_search() -> None:
    wrong = [
        f"{module.name} imports {imported}"
        for module in modules()
        for imported in module.imports
        if module.name.startswith("search.") and not _under(module.name, ROOF) and _under(imported, ROOF)
    ]
    assert wrong == []


def test_only_the_front_door_and_the_choice_know_the_engines() -> None:
    doors = ("search.engines", "search.archive", "search.doctor", "indexer")
    wrong = [
        f"{module.name} imports {imported}"
        for module in modules()
        for imported in module.imports
        if _under(imported, ("search.engines",)) and not _under(module.name, doors)
    ]
    assert wrong == []
    inner = [
        f"{module.name} imports {imported}"
        for module in modules()
        for imported in module.imports
        if _under(imported, ("search.engines",))
        and imported != "search.engines.choose"
        and not _under(module.name, ("search.engines",))
    ]
    assert inner == [], "engines are reached through search.engines.choose alone"


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    graph = {module.name: module.imports for module in modules()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join([*path[path.index(name) :], name])
        if name in done or name not in graph:
            return
        for imported in graph[name]:
            visit(imported, (*path, name))
        done.add(name)

    for name in graph:
        visit(name, ())
