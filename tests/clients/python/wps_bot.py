"""The WPS 365 client wpsbot against mockdrive: consent, tokens, and calls that it signs with KSO-1."""

import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit

from wpsbot import WpsBot
from wpsbot.client import WpsOAuthError

import check

BACK = "http://localhost:3000/back"
SCOPES = ["kso.user_base.read", "kso.contact.read", "kso.file.readwrite", "kso.file.search"]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Lets the script see where a browser would be led."""

    def redirect_request(self, *_):
        return None


def bot(gateway="", **changes):
    # This application has to sign, so a wrong signature cannot go unnoticed.
    known = {"client_id": "AK123456", "client_secret": "sk098765", "redirect_uri": BACK, "scopes": SCOPES}
    return WpsBot(base_url=check.sandbox() + gateway, **{**known, **changes})


def code(client, state):
    """Opens the client's link as a browser with one person in it; answers the code that leads back."""
    opener = urllib.request.build_opener(NoRedirect)
    try:
        opener.open(client.build_authorize_url(state=state), timeout=10)
    except urllib.error.HTTPError as error:
        check.equal("the status of the way back", error.code // 100, 3)
        to = urlsplit(error.headers["Location"])
        query = parse_qs(to.query)
        check.equal("the way back", f"{to.scheme}://{to.netloc}{to.path}", BACK)
        check.equal("the state", query["state"], [state])
        return query["code"][0]
    raise check.Wrong("the link leads nowhere")


def refused(what, call, status):
    try:
        call()
    except WpsOAuthError as error:
        check.equal(f"the status of {what}", error.status, status)
        return
    raise check.Wrong(f"{what}: was not refused")


def sign_in(client):
    given = code(bot(), "random123")
    token = client.exchange_code(given)
    check.equal("the life of a token", token["expires_in"] in (7200, 86400), True)
    refused("a code that was used", lambda: client.exchange_code(given), 401)
    again = client.refresh(token["refresh_token"])
    check.true("a refresh gives another token", again["access_token"] != token["access_token"])
    refused("a refresh token that was used", lambda: client.refresh(token["refresh_token"]), 401)
    refused("a wrong secret", bot(client_secret="wrong").get_app_token, 401)
    return again["access_token"]


def who(client, token):
    user, _, attempts = client.fetch_user_info(token)
    check.equal("the name of the user", user["name"], "Alice Example")
    check.true("the call was signed", attempts[0]["debug"]["signed"])
    complete, _ = client.fetch_complete_user(token)
    check.equal("the same with all that can be had", (complete["id"], complete["name"]), (user["id"], user["name"]))
    unsigned = bot(sign_enabled=False)
    unsigned.base_url = client.base_url
    refused("a call without a signature", lambda: unsigned.fetch_user_info(token), 401)


def calls(client, token):
    query = {"type": "all", "keyword": "plan txt", "page_size": "10", "with_total": "true"}
    status, found, debug = client._api_get("/v7/files/search", token, query)
    check.equal(f"the search {debug}", (status, found["code"]), (200, 0))
    check.equal("what was found", [item["file"]["name"] for item in found["data"]["items"]], ["plan.txt"])
    file = found["data"]["items"][0]["file"]
    place = f"/v7/drives/{file['drive_id']}/files/{file['id']}/content"
    status, said, _ = client._api_get(place, token, {"format": "plain"})
    check.equal("the status of the text", status, 200)
    check.true("the text", said["data"]["plain"].startswith("1. Start the mock.\n"))
    # A body is signed with its digest, letters of any alphabet in it.
    status, made, _ = client._api_post("/v7/drive_labels/create", token, {"name": "项目", "allotee_type": "user"})
    check.equal("the status of a label", status, 200)
    label = made["data"]["id"]
    body = {"objects": [{"id": file["id"], "type": "file"}]}
    status, _, _ = client._api_post(f"/v7/drive_labels/{label}/objects/batch_add", token, body)
    check.equal("the status of a labelled file", status, 200)
    _, labelled, _ = client._api_get(f"/v7/drive_labels/{label}/objects", token, {"page_size": "10"})
    check.equal("what has the label", labelled["data"]["items"][0]["object_id"], file["id"])


def an_application(client):
    token = client.get_app_token()["access_token"]
    status, own, _ = client._api_get("/v7/service_principals/current", token)
    check.equal("the application", (status, own["data"]["app_id"]), (200, "AK123456"))


for gateway in ["", "/openapi"]:
    client = bot(gateway)
    token = sign_in(client)
    who(client, token)
    calls(client, token)
    an_application(client)
