//! The harness of these tests: an app in the same process, the answers that it gives, and names for known values.
//!
//! A test starts a [`Mock`], sends it a request as it looks on the wire and compares the whole answer:
//!
//! ```ignore
//! #[tokio::test]
//! async fn a_folder_has_its_children_counted() {
//!     let mock = Mock::new();
//!     let answer = mock.send("GET /v1.0/me/drive/items/<Documents>\nAuthorization: Bearer alice-token").await;
//!     expect![[r#""#]].assert_eq(&answer.to_string());
//! }
//! ```
//!
//! `UPDATE_EXPECT=1 cargo test --test it children_counted` fills the expectation in. Read it against the vendor's
//! page before you keep it: the macro writes down what the answer is, not what it should be.
//!
//! - Every `Mock` is a server of its own with the built-in fixture. Its clock stands at [`NOW`] until
//!   [`Mock::advance`] moves it, so ids, dates and links are the same in every run. No test needs a sleep.
//! - Known values have names, in answers and in requests: `<plan.txt>` is the id of that file, `<alice's identity>`
//!   the whole identity set. A name of `names.json` stands for exactly one value, so it is as strict as the value.
//!   When the fixture grows, `UPDATE_EXPECT=1 cargo test --test it support` adds to the table.
//! - Requests that have to be refused go into one table. It insists that nothing has changed and prints a line for
//!   each, the status with the whole body: `refusals(&mock, [("no body", request)], expect![[r#""#]]).await`.
//!   [`Answer::line`] is that line for an answer among others.
//! - For an item before and after a change, `after.differs_from(&before)` prints the members that have changed and
//!   no others. It looks at whole answers, so a change that nobody meant fails the test.
//! - Senders with credentials stand in the `mod.rs` of their provider: `graph::alice`, `koodrive::post`,
//!   `kdocs::Signed`, `wps::sign::Draft`. `mock.sandbox().write(..)` does what no request can bring about.
//! - The name of a test is a sentence that says what holds: `a_refused_move_changes_nothing`.

mod answer;
pub mod certificate;
mod differences;
mod folder;
mod journal;
mod known;
mod loopback;
mod mock;
mod names;
mod panics;
pub mod program;
pub mod raw;
pub mod receiver;
mod refusals;
pub mod script;
pub mod tls;
pub mod types;

pub use answer::Answer;
pub use folder::folder;
pub use journal::{journal, noted};
pub use loopback::beside;
pub use mock::{Mock, NOW};
pub use names::{fold_text, unfold_text};
pub use panics::panic_of;
pub use refusals::{Sent, refusals};
