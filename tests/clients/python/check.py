"""What the scripts in this folder share: assertions that say what they saw, and the hash of OneDrive."""

import json
import os
import sys
import traceback
import urllib.request
from base64 import b64encode
from urllib.parse import quote


class Wrong(Exception):
    """An answer that is not what it must be."""


def told_briefly(kind, error, trace):
    """Tells where a script ended, without the way through the client's own code."""
    here = os.path.dirname(__file__)
    for frame in traceback.extract_tb(trace):
        if frame.filename.startswith(here) and frame.filename != __file__:
            place = f"{os.path.basename(frame.filename)}:{frame.lineno} in {frame.name}"
            print(f"{place}: {frame.line}", file=sys.stderr)
    print("" if kind is Wrong else f"{kind.__name__}: ", error, sep="", file=sys.stderr)


sys.excepthook = told_briefly


def equal(what, got, want):
    """Insists on one value."""
    if got != want:
        raise Wrong(f"{what}: got {got!r}, want {want!r}")


def true(what, holds):
    """Insists on a fact."""
    if not holds:
        raise Wrong(what)


def sandbox():
    """The address of the sandbox that this client has to itself: the one argument of a script."""
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} http://127.0.0.1:PORT/_sandbox/NAME")
    return sys.argv[1]


def graph():
    """Where Graph is: at its own address, if there is a proxy that leads there, or else below the sandbox."""
    return "https://graph.microsoft.com" if "HTTPS_PROXY" in os.environ else sandbox()


def control(method, path, body=None):
    """Asks the control API, which no client under test does."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{sandbox()}/_mock/{path}", data, method=method)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def names_in(path):
    """The names in a folder of alice's drive, sorted as people do, as the control API lists them."""
    [drive] = control("GET", f"tree?drive=alice&depth=1&path={quote(path)}")["drives"]
    paths = [item["path"] for item in drive["items"] if item["path"] != path]
    return sorted((path.rsplit("/", 1)[1] for path in paths), key=str.lower)


def some_bytes(length):
    """Bytes in which every 320 KiB differ from all others."""
    lines = b"".join(b"%015d\n" % line for line in range(length // 16 + 1))
    return lines[:length]


def quick_xor_hash(content):
    """Microsoft's QuickXorHash in base64: byte i is XORed in after a rotation of 11 i mod 160 bits."""
    # The rotation repeats after 160 bytes, so whole blocks can be XORed first.
    folded = 0
    for start in range(0, len(content), 160):
        folded ^= int.from_bytes(content[start : start + 160], "little")
    bits = 0
    for i, byte in enumerate(folded.to_bytes(160, "little")):
        rotated = byte << (11 * i % 160)
        bits ^= (rotated & ((1 << 160) - 1)) | (rotated >> 160)
    bits ^= len(content) << 96
    return b64encode(bits.to_bytes(20, "little")).decode()


# The vector of rclone's test suite, lest a slip here be taken for one of the server.
equal("the hash of one byte", quick_xor_hash(b"\x4a"), "SgAAAAAAAAAAAAAAAQAAAAAAAAA=")
