//! Pages in browsers, which send some requests of other origins unasked.

use expect_test::expect;

use crate::support::Mock;

#[tokio::test]
async fn pages_of_other_origins_change_nothing() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    for origin in ["http://evil.test", "null", "http://mock.test:81"] {
        let request = format!("POST /_mock/clock/advance\nOrigin: {origin}\n\n{{\"seconds\": 1}}");
        expect![[r#"
            403 Forbidden
            {
              "detail": "Pages of other origins cannot use the control API.",
              "status": 403,
              "title": "Forbidden"
            }"#]]
        .assert_eq(&mock.send(&request).await.to_string());
    }
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
    assert_eq!(mock.sandbox().clock.now(), crate::support::NOW);
    let own = "POST /_mock/clock/advance\nOrigin: http://mock.test\n\n{\"seconds\": 1}";
    assert_eq!(mock.send(own).await.status, 200, "a page of the server's own");
}
