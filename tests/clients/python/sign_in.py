"""azure-identity, MSAL, Microsoft's Python SDK and requests with Microsoft's own addresses, as their documentation uses them."""

import asyncio

import msal
import requests
from azure.identity import ClientSecretCredential
from azure.identity.aio import ClientSecretCredential as AsyncClientSecretCredential
from msgraph import GraphServiceClient

import check

TENANT, CLIENT = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"
SECRET = "mock-graph-secret"
SCOPES = ["https://graph.microsoft.com/.default"]


async def sdk(credential, name):
    graph = GraphServiceClient(credential, SCOPES)
    drive = await graph.users.by_user_id("alice@example.com").drive.get()
    items = graph.drives.by_drive_id(drive.id).items
    text = f"Hello from {name}.\n".encode()
    item = await items.by_drive_item_id(f"root:/{name}:").content.put(text)
    children = await items.by_drive_item_id("root").children.get()
    check.true("the new file is listed", name in [child.name for child in children.value])
    check.equal("its bytes", await items.by_drive_item_id(item.id).content.get(), text)


async def sdk_twice():
    await sdk(ClientSecretCredential(TENANT, CLIENT, SECRET), "one thread.txt")
    async with AsyncClientSecretCredential(TENANT, CLIENT, SECRET) as credential:
        await sdk(credential, "many tasks.txt")


def by_hand():
    authority = f"https://login.microsoftonline.com/{TENANT}"
    application = msal.ConfidentialClientApplication(CLIENT, SECRET, authority)
    token = application.acquire_token_for_client(SCOPES)
    check.true(f"there is a token: {token}", "access_token" in token)
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {token['access_token']}"
    drive = "https://graph.microsoft.com/v1.0/users/alice@example.com/drive"
    content = check.some_bytes(3 << 20)
    made = session.put(f"{drive}/root:/by hand.bin:/content", content)
    check.equal("the status of an upload", made.status_code, 201)
    back = session.get(f"{drive}/items/{made.json()['id']}/content")
    check.true("the bytes come back", back.content == content)
    # Who signs in by OpenID Connect compares the issuer with the address of the authority.
    oidc = msal.ConfidentialClientApplication(CLIENT, SECRET, oidc_authority=f"{authority}/v2.0")
    check.true("OpenID Connect", "access_token" in oidc.acquire_token_for_client(SCOPES))


asyncio.run(sdk_twice())
by_hand()
