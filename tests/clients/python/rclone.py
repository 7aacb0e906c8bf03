"""rclone against mockdrive: files up and down, compared by their hashes, copied and moved on the server."""

import json
import os
import subprocess
import sys
import tempfile
from base64 import b64encode
from pathlib import Path

import check

# Names that rclone or the service treat in their own way.
NAMES = ["small.txt", "empty.txt", "odd #1 %41 & (x)[y]'.txt", "ünï 日本 😀.txt", 'star* q? "x" <y>|.txt', " lead", "trail. "]


def settings():
    """A remote without a configuration file: `tenant_url` is what leads rclone here."""
    [drive] = check.control("GET", "tree?drive=alice&depth=0")["drives"]
    token = {"access_token": "alice-token", "token_type": "Bearer", "expiry": "2045-12-31T23:59:59Z"}
    remote = {
        "type": "onedrive",
        "token": json.dumps(token),
        "drive_id": drive["graph_drive"],
        "drive_type": "business",
    }
    if check.graph() == check.sandbox():
        remote["tenant_url"] = f"{check.sandbox()}/_api"
    named = {f"RCLONE_CONFIG_MOCK_{name.upper()}": value for name, value in remote.items()}
    return {**os.environ, **named, "RCLONE_CONFIG": os.devnull}


ENVIRONMENT = settings()


def rclone(*words, data=None, fails=False):
    """Runs rclone; answers what it wrote."""
    command = [Path(sys.executable).with_name("rclone"), *words, "--retries", "1", "--low-level-retries", "2"]
    done = subprocess.run(command, env=ENVIRONMENT, input=data, capture_output=True, timeout=60, check=False)
    if (done.returncode != 0) != fails:
        raise check.Wrong(f"rclone {' '.join(words)}: {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode()


def listed(path):
    return sorted(rclone("lsf", "-R", path).splitlines())


def fill(folder):
    """A folder with all sorts of files in it."""
    (folder / "sub" / "deep").mkdir(parents=True)
    for name in NAMES:
        (folder / name).write_bytes(b"" if name == "empty.txt" else name.encode())
    (folder / "sub" / "deep" / "file").write_bytes(b"deep")
    # More than one range of an upload session.
    (folder / "large.bin").write_bytes(check.some_bytes(25 << 20))
    return sorted(str(path.relative_to(folder)) + "/" * path.is_dir() for path in folder.rglob("*"))


def transfers(room):
    source, back = room / "source", room / "back"
    names = fill(source)
    rclone("copy", str(source), "mock:up")
    check.equal("what was sent", listed("mock:up"), names)
    rclone("check", str(source), "mock:up")
    again = rclone("copy", str(source), "mock:up", "--dry-run", "-v", "--use-json-log")
    check.equal("what would be sent again", again, "")
    rclone("copy", "mock:up", str(back))
    check.equal("what came back", sorted(str(p.relative_to(back)) for p in back.rglob("*") if p.is_file()),
                [name for name in names if not name.endswith("/")])
    rclone("check", str(source), str(back), "--download")
    rclone("check", str(source), "mock:up", "--fast-list", "--onedrive-delta")


def times(room):
    dated = room / "dated.txt"
    dated.write_bytes(b"dated")
    os.utime(dated, (1_580_702_706, 1_580_702_706))
    rclone("copyto", str(dated), "mock:dated.txt")
    [item] = json.loads(rclone("lsjson", "mock:dated.txt", "--hash"))
    check.equal("the time of a file", item["ModTime"][:19], "2020-02-03T04:05:06")
    # rclone prints it in hexadecimal.
    printed = b64encode(bytes.fromhex(item["Hashes"]["quickxor"])).decode()
    check.equal("the hash of a file", printed, check.quick_xor_hash(b"dated"))


def on_the_server():
    rclone("copy", "mock:up", "mock:copied")
    rclone("check", "mock:up", "mock:copied")
    rclone("moveto", "mock:copied/small.txt", "mock:moved/here.txt")
    check.equal("what was moved", rclone("cat", "mock:moved/here.txt"), "small.txt")
    # What stands in the way is replaced.
    rclone("copyto", "mock:up/sub/deep/file", "mock:moved/here.txt")
    check.equal("what replaced it", rclone("cat", "mock:moved/here.txt"), "deep")
    rclone("moveto", "mock:copied", "mock:moved/folder")
    check.true("a folder was moved", "folder/sub/deep/file" in listed("mock:moved"))
    check.equal("a part of a file", rclone("cat", "mock:up/large.bin", "--offset", "327680", "--count", "16"),
                "%015d\n" % (327680 // 16))


def the_rest():
    rclone("rcat", "mock:streamed.bin", data=check.some_bytes(3 << 20))
    check.equal("what was streamed", json.loads(rclone("size", "mock:streamed.bin", "--json"))["bytes"], 3 << 20)
    link = rclone("link", "mock:hello.txt").strip()
    check.true(f"a link: {link}", link.startswith(check.graph().rsplit(":", 1)[0]))
    about = json.loads(rclone("about", "mock:", "--json"))
    # What lies in the bin of a business drive takes room too.
    check.equal("the quota", about["total"] - about["used"] - about["trashed"], about["free"])
    rclone("mkdir", "mock:new/a")
    rclone("rmdir", "mock:new", fails=True)
    rclone("rmdirs", "mock:new")
    rclone("purge", "mock:moved")
    rclone("deletefile", "mock:streamed.bin")
    rclone("deletefile", "mock:streamed.bin", fails=True)
    names = check.names_in("/")
    check.true(f"what was deleted is gone: {names}", not {"new", "moved", "streamed.bin"} & set(names))


with tempfile.TemporaryDirectory() as room:
    transfers(Path(room))
    times(Path(room))
    on_the_server()
    the_rest()
