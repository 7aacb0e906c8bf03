"""The community's Python client for OneDrive (O365) against mockdrive, with its own storage classes."""

import logging
import tempfile
from io import BytesIO
from pathlib import Path

import requests
from O365 import Account, MSGraphProtocol

import check


class Protocol(MSGraphProtocol):
    """Graph, wherever it is."""

    _protocol_url = f"{check.graph()}/"


def account():
    account = Account(("client", "secret"), protocol=Protocol(), requests_delay=0)
    account.connection.session = requests.Session()
    account.connection.session.headers["Authorization"] = "Bearer alice-token"
    return account


def refused(what, call, status, code):
    """Insists on Graph's error."""
    try:
        call()
    except requests.HTTPError as error:
        check.equal(f"the status of {what}", error.response.status_code, status)
        check.equal(f"the code of {what}", error.response.json()["error"]["code"], code)
        return
    raise check.Wrong(f"{what}: was not refused")


def drives(storage):
    drive = storage.get_default_drive(request_drive=True)
    check.equal("the kind of the drive", drive.drive_type, "business")
    check.equal("the owner of the drive", drive.owner.display_name, "Alice Example")
    check.true("the drive has its quota", drive.quota["total"] > drive.quota["used"] > 0)
    check.equal("the drive by its id", storage.get_drive(drive.object_id), drive)
    check.true("the drive is among all drives", drive in storage.get_drives())
    return drive


def items(drive):
    root = drive.get_root_folder()
    check.true("the root is a folder", root.is_folder)
    want = check.names_in("/")
    check.equal("the children of the root", sorted((i.name for i in root.get_items()), key=str.lower), want)
    check.equal("the count of the root's children", root.child_count, len(want))
    pages = drive.get_items(limit=1000, batch=2)
    check.equal("the children of the root in pages", sorted((i.name for i in pages), key=str.lower), want)
    folders = {folder.name for folder in root.get_child_folders()}
    check.true("folders can be had alone", "Documents" in folders and "hello.txt" not in folders)
    plan = drive.get_item_by_path("/Documents/plan.txt")
    check.true("a file by its path is a file", plan.is_file and plan.mime_type == "text/plain")
    check.equal("a file by its path", plan.name, "plan.txt")
    check.equal("the parent of a file by its path", plan.get_parent().name, "Documents")
    return root


def create(root):
    folder = root.create_child_folder("From O365")
    check.equal("the name of the new folder", folder.name, "From O365")
    check.equal("the parent of the new folder", folder.parent_id, root.object_id)
    check.equal("the children of the new folder", folder.child_count, 0)
    again = lambda: root.create_child_folder("from o365")
    refused("a second folder of that name", again, 409, "nameAlreadyExists")
    return folder


def downloaded(item, room):
    """An item's bytes, by way of a file."""
    check.true(f"{item.name} can be downloaded", item.download(room, name="down.bin"))
    return (room / "down.bin").read_bytes()


def same(what, item, name, content, room):
    """Insists on a file's name and content."""
    check.equal(f"the name of {what}", item.name, name)
    check.equal(f"the size of {what}", item.size, len(content))
    check.equal(f"the hash of {what}", item.hashes["quickXorHash"], check.quick_xor_hash(content))
    check.true(f"the bytes of {what} come back", downloaded(item, room) == content)


def upload_small(folder, room):
    text = b"Hello from O365.\n"
    (room / "small file.txt").write_bytes(text)
    item = folder.upload_file(room / "small file.txt")
    same("the small file", item, "small file.txt", text, room)
    check.equal("the parent of the small file", item.parent_id, folder.object_id)
    return item, text


def upload_large(folder, room):
    content = check.some_bytes(2 * 1024 * 1024)
    item = folder.upload_file(
        None,
        item_name="large #1.bin",
        stream=BytesIO(content),
        stream_size=len(content),
        upload_in_chunks=True,
        chunk_size=320 * 1024,
        conflict_handling="fail",
        file_last_modified_date_time="2020-02-20T20:20:20Z",
    )
    same("the large file", item, "large #1.bin", content, room)
    check.equal("the parent of the large file", item.parent_id, folder.object_id)
    return item


def copy(item, folder, text, room):
    check.control("PUT", "settings", {"tasks": "polls:2"})
    operation = item.copy(folder, "copied.txt")
    states = [status for status, _ in operation.check_status()]
    check.true(f"the copy is followed while it runs: {states}", "inProgress" in states)
    check.equal("the end of the copy", operation.status, "completed")
    check.equal("the progress of the ended copy", operation.completion_percentage, 100)
    copied = operation.get_item()
    same("the copy", copied, "copied.txt", text, room)
    check.equal("the parent of the copy", copied.parent_id, folder.object_id)
    return copied


def move(drive, copied, root):
    check.true("the copy can be moved", copied.move(root))
    moved = drive.get_item(copied.object_id)
    check.equal("the parent after the move", moved.parent_id, root.object_id)
    check.true("the copy can be renamed", copied.update(name="renamed.txt"))
    check.equal("the item at its new path", drive.get_item_by_path("/renamed.txt").object_id, copied.object_id)
    taken = lambda: copied.update(name="hello.txt")
    refused("a name that is taken", taken, 409, "nameAlreadyExists")
    return copied


def search(drive, folder, item):
    check.equal("what a search in the drive finds", [i.name for i in drive.search("renamed")], [item.name])
    check.equal("what a search in a folder finds", [i.name for i in folder.search("small")], ["small file.txt"])
    check.equal("what a search for nothing finds", list(drive.search("no such thing")), [])


def versions(folder, item, text, room):
    longer = text + b"And more.\n"
    (room / "small file.txt").write_bytes(longer)
    again = folder.upload_file(room / "small file.txt")
    check.equal("the id after a replacement", again.object_id, item.object_id)
    same("the file after a replacement", again, "small file.txt", longer, room)
    found = again.get_versions()
    check.equal("the versions", [(v.name, v.size) for v in found], [("2.0", len(longer)), ("1.0", len(text))])
    check.equal("one version", item.get_version("1.0").size, len(text))
    check.true("the bytes of the old version come back", downloaded(found[1], room) == text)
    check.true("the old version can be restored", found[1].restore())
    check.equal("the bytes after the restoration", downloaded(again, room), text)


def share(item):
    link = item.share_with_link("view", "organization")
    check.equal("the kind of the new permission", link.permission_type, "link")
    check.equal("the scope of the link", link.share_scope, "organization")
    check.equal("the roles of the link", link.roles, ["read"])
    check.true("the link has an address", link.share_link.startswith("http"))
    ids = [permission.object_id for permission in item.get_permissions()]
    check.true("the link is among the permissions", link.object_id in ids)
    gone = link.object_id
    check.true("the link can be taken back", link.delete())
    ids = [permission.object_id for permission in item.get_permissions()]
    check.true("the link is gone", gone not in ids)


def delete(drive, item):
    id = item.object_id
    check.true("the item can be deleted", item.delete())
    refused("an item that was deleted", lambda: drive.get_item(id), 404, "itemNotFound")


def main(room):
    drive = drives(account().storage())
    root = items(drive)
    folder = create(root)
    small, text = upload_small(folder, room)
    upload_large(folder, room)
    copied = copy(small, folder, text, room)
    renamed = move(drive, copied, root)
    search(drive, folder, renamed)
    versions(folder, small, text, room)
    share(small)
    delete(drive, renamed)


# O365 logs what it cannot do and answers False or None, which is asserted.
logging.basicConfig(level=logging.ERROR)
with tempfile.TemporaryDirectory() as room:
    main(Path(room))
