//! The authorization endpoint.

use expect_test::expect;

use super::{BACK, CLIENT, TENANT};
use crate::support::{Answer, Mock};

async fn authorize(mock: &Mock, query: &str) -> Answer {
    mock.send(&format!("GET {TENANT}/oauth2/v2.0/authorize?{query}\nAccept: text/html,*/*")).await
}

fn asked() -> String {
    format!("{CLIENT}&{BACK}&response_type=code&scope=Files.Read")
}

#[tokio::test]
async fn a_person_picks_who_they_are() {
    let mock = Mock::new();
    let page = authorize(&mock, &format!("{}&state=%22%3E%3Cscript%3E&login_hint=bob", asked())).await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("cache-control"), "no-store, no-cache");
    expect![[r#"
        200 OK
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Sign in to Mock explorer</title><style>…</style><body class=""><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>Sign in to Mock explorer</h1><p><b>Mock explorer</b> asks for:</p><ul><li><code>Files.Read</code></li></ul><form method="GET"><input type="hidden" name="client_id" value="22222222-2222-2222-2222-222222222222"><input type="hidden" name="redirect_uri" value="http://localhost/back"><input type="hidden" name="response_type" value="code"><input type="hidden" name="scope" value="Files.Read"><input type="hidden" name="state" value="&quot;&gt;&lt;script&gt;"><input type="hidden" name="prompt" value="none"><p>Choose who you are:</p><button name="login_hint" value="alice"><b>Alice Example</b><small>alice@example.com</small></button><button name="login_hint" value="bob"><b>Bob Example</b><small>bob@example.com</small></button><button class="no" name="error" value="access_denied">Decline</button></form></main>
    "#]].assert_eq(&page.to_string());
}

#[tokio::test]
async fn the_answer_travels_as_the_application_asks() {
    let mock = Mock::new();
    let asked = format!("{}&prompt=none&login_hint=alice@example.com&state=a%20b%26c", asked());
    let mut all = Vec::new();
    for more in ["", "&response_mode=query", "&response_mode=fragment", "&response_mode=form_post"] {
        all.push(authorize(&mock, &format!("{asked}{more}")).await.to_string());
    }
    expect![[r#"
        302 Found
        location: http://localhost/back?code=1.BHxKWENBm0KA45SYE2PhGWtAdMadOAlUGg1onleIBNTST&state=a%20b%26c

        302 Found
        location: http://localhost/back?code=1.B10JkvRbgl4BLZ2u1u7JiTGD94krmPypAbJKX9s77YoYW&state=a%20b%26c

        302 Found
        location: http://localhost/back#code=1.BJUKsiGPGz2n1QV2LsZ9BfkCOddromj6dPKOwh637Xf1u&state=a%20b%26c

        200 OK
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Working…</title><style>…</style><body class=""><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>Working…</h1><form method="POST" action="http://localhost/back"><input type="hidden" name="code" value="1.B2g8GuSh7mJ02qSvms8X2lDDhkccC1ajsT8Pmow4ScWoI"><input type="hidden" name="state" value="a b&amp;c"><noscript><button class="main">Continue</button></noscript></form><script>document.forms[0].submit()</script></main>
    "#]].assert_eq(&all.join("\n"));
    let with_query = asked.replace("%2Fback", "%2Fback%3Fa%3D1");
    let answer = authorize(&mock, &with_query).await;
    assert!(answer.header("location").starts_with("http://localhost/back?a=1&code="), "{answer}");
}

#[tokio::test]
async fn errors_go_to_the_application_once_its_address_is_known() {
    let mock = Mock::new();
    let (client, short) = (format!("{CLIENT}&{BACK}&state=s"), "code_challenge=short");
    let before = mock.sandbox().snapshot();
    let mut all = Vec::new();
    for query in [
        format!("{client}&response_type=token&scope=openid"),
        format!("{client}&scope=openid"),
        format!("{client}&response_type=code"),
        format!("{client}&response_type=code&scope=%3C"),
        format!("{client}&response_type=code&scope=openid&{short}"),
        format!("{client}&response_type=code&scope=openid&prompt=none"),
        format!("{client}&response_type=code&scope=openid&prompt=none&login_hint=carol"),
        format!("{client}&response_type=code&scope=openid&error=access_denied"),
    ] {
        all.push(authorize(&mock, &query).await.header("location").to_owned());
    }
    expect![[r#"
        [
            "http://localhost/back?error=unsupported_response_type&error_description=AADSTS700054%3A%20The%20response_type%20must%20be%20%27code%27.&state=s",
            "http://localhost/back?error=invalid_request&error_description=AADSTS900144%3A%20The%20request%20body%20must%20contain%20the%20following%20parameter%3A%20%27response_type%27.&state=s",
            "http://localhost/back?error=invalid_request&error_description=AADSTS900144%3A%20The%20request%20body%20must%20contain%20the%20following%20parameter%3A%20%27scope%27.&state=s",
            "http://localhost/back?error=invalid_scope&error_description=AADSTS70011%3A%20The%20provided%20value%20for%20the%20input%20parameter%20%27scope%27%20is%20not%20valid%3A%20%3C&state=s",
            "http://localhost/back?error=invalid_request&error_description=AADSTS9002313%3A%20The%20value%20of%20the%20parameter%20%27code_challenge%27%20is%20not%20valid.&state=s",
            "http://localhost/back?error=login_required&error_description=AADSTS50058%3A%20A%20silent%20sign-in%20request%20was%20sent%20but%20no%20user%20is%20signed%20in%3A%20name%20one%20of%20the%20fixture%27s%20users%20in%20login_hint.&state=s",
            "http://localhost/back?error=login_required&error_description=AADSTS50058%3A%20A%20silent%20sign-in%20request%20was%20sent%20but%20no%20user%20is%20signed%20in%3A%20name%20one%20of%20the%20fixture%27s%20users%20in%20login_hint.&state=s",
            "http://localhost/back?error=access_denied&error_description=AADSTS65004%3A%20User%20declined%20to%20consent%20to%20access%20the%20app.&state=s",
        ]
    "#]].assert_debug_eq(&all);
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
}

#[tokio::test]
async fn errors_are_shown_to_the_person_until_then() {
    let mock = Mock::new();
    let mut all = Vec::new();
    for query in [
        String::new(),
        format!("client_id=nobody&{BACK}&response_type=code&scope=openid"),
        format!("{CLIENT}&response_type=code&scope=openid"),
        format!("{CLIENT}&redirect_uri=javascript:alert(1)&response_type=code&scope=openid"),
        format!("{CLIENT}&{BACK}&response_type=code&scope=openid&response_mode=pigeon"),
    ] {
        let answer = authorize(&mock, &query).await;
        assert_eq!(answer.header("location"), "");
        let text = answer.to_string();
        let paragraph = text.split_once("<p>").and_then(|(_, rest)| rest.split_once("</p>"));
        all.push(format!("{} {}", answer.status.as_u16(), paragraph.expect("a paragraph").0));
    }
    expect![[r#"
        [
            "400 AADSTS900144: The request body must contain the following parameter: &apos;client_id&apos;.",
            "400 AADSTS700016: Application with identifier &apos;nobody&apos; was not found.",
            "400 AADSTS900144: The request body must contain the following parameter: &apos;redirect_uri&apos;.",
            "400 AADSTS9002313: The value of the parameter &apos;redirect_uri&apos; is not valid.",
            "400 AADSTS9002313: The value of the parameter &apos;response_mode&apos; is not valid.",
        ]
    "#]].assert_debug_eq(&all);
    let json = mock.send("GET /nothing/oauth2/v2.0/authorize").await;
    assert_eq!(json.json()["error_codes"][0], 90002, "JSON for clients that take no page");
}
