//! Signing in; tokens differ from run to run of the sandbox only by their serial, and are compared elsewhere.

use expect_test::expect;

use super::{Exchange, on};

pub fn all() -> Vec<Exchange> {
    const TENANT: &str = "/{tenant}/oauth2/v2.0";
    vec![
        on("GET /{tenant}/oauth2/v2.0/authorize", 302).asked(&format!(
            "GET {TENANT}/authorize?{{client}}&{{back}}&response_type=code&scope=Files.Read&prompt=none&login_hint=alice"
        )),
        on("POST /{tenant}/oauth2/v2.0/token", 200).asked(&format!("POST {TENANT}/token")).with(
            "grant_type=authorization_code&{client}&client_secret=mock-graph-secret&{back}&code={code}",
        ),
        on("POST /{tenant}/oauth2/v2.0/devicecode", 200)
            .asked(&format!("POST {TENANT}/devicecode"))
            .with("{client}&scope=Files.Read"),
        on("GET /devicelogin", 200),
        on("POST /devicelogin", 200).with("user_code={user-code}&user=bob").answers(expect![[r#"
            200 OK
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>You have signed in on your device.</title><style>…</style><body class=""><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>You have signed in on your device.</h1><p>You can close this window.</p></main>
        "#]]),
        on("GET /{tenant}/v2.0/.well-known/openid-configuration", 200),
        on("GET /{tenant}/discovery/v2.0/keys", 200),
        on("GET /common/discovery/instance", 200).asked(
            "GET /common/discovery/instance?api-version=1.1&authorization_endpoint=http%3A%2F%2Fmock.test%2F{tenant}%2Foauth2%2Fv2.0%2Fauthorize",
        ),
        on("GET /common/userrealm/{user}", 200).asked("GET /common/userrealm/alice@example.com"),
        on("GET /oidc/userinfo", 200),
    ]
}
