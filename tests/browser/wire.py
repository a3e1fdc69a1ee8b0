"""What goes over the line from a server on this machine to a browser, as the line carries it: compressed."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

_PIECE = 65_536


@dataclass
class Wire:
    """The address to open in place of the server's own, and the bytes that came from the server so far."""

    address: str
    received: int = 0


@contextmanager
def counted(address: str) -> Iterator[Wire]:
    """Stand between a browser and the server at this address, and count."""
    parts = urlsplit(address)
    assert parts.hostname
    assert parts.port
    server = (parts.hostname, parts.port)
    wire = Wire("")

    class Relay(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with socket.create_connection(server) as onward:
                asking = threading.Thread(target=_pass_on, args=(self.request, onward, None), daemon=True)
                asking.start()
                _pass_on(onward, self.request, wire)
                asking.join()

    class Relays(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Relays(("127.0.0.1", 0), Relay) as relays:
        own = relays.server_address[1]
        wire.address = urlunsplit(parts._replace(netloc=f"{parts.hostname}:{own}"))
        threading.Thread(target=relays.serve_forever, daemon=True).start()
        try:
            yield wire
        finally:
            relays.shutdown()


def _pass_on(source: socket.socket, target: socket.socket, wire: Wire | None) -> None:
    """Pass bytes on until one side ends, and let the other side know."""
    try:
        while piece := source.recv(_PIECE):
            target.sendall(piece)
            if wire is not None:
                wire.received += len(piece)
    except OSError:
        pass  # a browser that leaves closes its lines as it likes
    finally:
        for side in (source, target):
            with suppress(OSError):
                side.shutdown(socket.SHUT_RDWR)
