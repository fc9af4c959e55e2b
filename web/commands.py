"""`wenda serve`: the web site and the API."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import click

from search.archive import open_archive
from search.config import Configuration
from search.options import config_option, index_option, search_section
from web.app import create_app
from web.config import WebConfig
from web.rate_limit import RateLimits
from web.server import Steps, address_of, listen, run
from web.templating import compile_all

# What reads into memory all that workers can share: the index, its columns, both orders, the suggestion table.
_FIRST = ("/", "/search?q=a&sort=newest", "/search?sort=oldest", "/api/v1/suggest?q=a")


@click.command()
@config_option
@index_option
@click.option("--host", metavar="H", help="Address to listen on (default: web.host).")
@click.option(
    "--port", metavar="P", type=click.IntRange(0, 65535), help="Port; 0 takes a free one (default: web.port)."
)
@click.option("--workers", metavar="N", type=click.IntRange(1), help="Web processes (default: web.workers).")
@click.pass_obj
def serve(
    configuration: Configuration, index: str | None, host: str | None, port: int | None, workers: int | None
) -> None:
    """Serve the search site and the API until stopped with Ctrl-C.

    Prints the address when it answers. Works without an index too: pages then say what is missing, and the site
    takes up a new index by itself.
    """
    web = configuration.section(WebConfig)
    web = replace(
        web,
        host=host or web.host,
        port=web.port if port is None else port,
        workers=workers or web.workers,
    )
    listener = listen(web.host, web.port)
    address = address_of(listener)
    archive = open_archive(search_section(configuration, index))
    app = create_app(archive, web, RateLimits(web))
    compile_all(app)
    client = app.test_client()

    def prepare() -> None:
        for page in _FIRST:
            client.get(page)
        archive.freeze()

    def begin() -> None:
        archive.wait_for_parent()
        client.get("/search")  # opens an index where the parent had none; the first reader shall not wait

    ready = partial(click.echo, f"Wenda answers at {address}")
    run(app, listener, web.workers, Steps(prepare, begin, ready, lambda: archive.awaited))
