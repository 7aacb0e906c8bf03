//! What the journal says of signatures that do not fit.

use expect_test::expect;

use super::Signed;
use crate::support::{Mock, noted};

#[tokio::test]
async fn a_signature_that_does_not_fit_is_explained_part_by_part() {
    let mock = Mock::new();
    let good = Signed::default().post_text("{}");
    let mut told = String::new();
    for request in [
        good.replace("Content-Type: application/json", "Content-Type: application/json; charset=utf-8"),
        Signed { key: "mock-kdocs-prod-key", ..Signed::default() }.post_text("{}"),
        Signed { key: "typo", ..Signed::default() }.post_text("{}"),
    ] {
        mock.send(&request).await;
        told += &(noted(&mock) + "\n\n");
    }
    expect![[r#"
        signed here, Content-Md5: 99914b932bd37a50b983c5e7c90ae93b
        signed here, Content-Type: application/json; charset=utf-8
        signed here, Date: Fri, 02 Jan 2026 03:04:05 GMT
        the client's signature: d33107e1efa0c81f5251b88c517a31b80a5edbf1
        what differs: Content-Type, where the client has signed `application/json`

        signed here, Content-Md5: 99914b932bd37a50b983c5e7c90ae93b
        signed here, Content-Type: application/json
        signed here, Date: Fri, 02 Jan 2026 03:04:05 GMT
        the client's signature: 4e4ba392af91c108ab2ab45384aa7900c8740d95
        what differs: the key, which is that of another application

        signed here, Content-Md5: 99914b932bd37a50b983c5e7c90ae93b
        signed here, Content-Type: application/json
        signed here, Date: Fri, 02 Jan 2026 03:04:05 GMT
        the client's signature: 496443932fd6c9b51d22e2b0c0a1922d443e5577
        what differs: not found; most often it is the secret

    "#]]
    .assert_eq(&told);
}
