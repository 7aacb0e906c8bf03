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
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>You have signed in on your device.</title><style>:root{color-scheme:light dark;--text:#222;--soft:#555;--line:#999;--page:#fff;--at:#eef}@media(prefers-color-scheme:dark){:root{--text:#eee;--soft:#aaa;--line:#666;--page:#1b1b1f;--at:#2c2c3a}}body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:4rem auto;padding:0 1rem;color:var(--text);background:var(--page)}h1{font-size:1.25rem}button,input{font:inherit;width:100%;padding:.6rem;margin:.25rem 0;box-sizing:border-box;border:1px solid var(--line);border-radius:.4rem;background:var(--page);color:inherit;text-align:left}pre{white-space:pre-wrap;overflow-wrap:anywhere}button:hover{background:var(--at)}p,li{color:var(--soft)}img{max-width:100%}hr{margin:1.5rem 0 1rem;border:0;border-top:1px solid var(--line)}.no{width:auto;padding:.4rem 1rem}.wide{max-width:60rem}</style><body class=""><h1>You have signed in on your device.</h1><p>You can close this window.</p>
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
