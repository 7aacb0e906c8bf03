//! WPS v7.

mod batch_get_meta;
mod bodies;
mod credentials;
mod routes;
mod sign;
mod token;
mod token_refusals;

use std::sync::Arc;

use expect_test::Expect;

use self::sign::Draft;
use crate::support::Mock;

/// Compares a refusal, and the world before and after it.
async fn refuses(draft: Draft, expected: Expect) {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    expected.assert_eq(&draft.send(&mock).await.to_string());
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "the world was changed");
}
