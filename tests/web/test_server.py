"""The socket that the site listens on."""

import socket

import pytest

from search.errors import ConfigError
from web.server import address_of, listen


def test_a_busy_port_is_one_clear_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"127.0.0.1:{port} is in use") as caught:
            listen("127.0.0.1", port)
    assert f"--port {port + 1}" in caught.value.mend


def test_a_host_that_is_not_ours_is_named() -> None:
    with pytest.raises(ConfigError, match=r"203\.0\.113\.1"):
        listen("203.0.113.1", 0)


def test_the_address_is_one_to_open() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert address_of(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}/"
    with listen("0.0.0.0", 0) as listener:
        assert address_of(listener).startswith("http://localhost:")
