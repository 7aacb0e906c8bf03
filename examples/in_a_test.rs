//! How the tests of a program use mockdrive: `cargo test --example in_a_test`.
//!
//! The program under test is [`Notes`], which keeps notes in a person's `OneDrive`. It takes its base URL from outside,
//! and that is all that it needs to be tested.

use mockdrive::MockServer;
use reqwest::{Client, Error, StatusCode};

/// Notes in the root of a drive.
struct Notes {
    http: Client,
    base_url: String,
    token: String,
}

impl Notes {
    fn new(base_url: String, token: &str) -> Self {
        Self { http: Client::new(), base_url, token: token.into() }
    }

    fn url(&self, name: &str) -> String {
        format!("{}/me/drive/root:/{name}:/content", self.base_url)
    }

    async fn write(&self, name: &str, text: &str) -> Result<(), Error> {
        let request = self.http.put(self.url(name)).bearer_auth(&self.token).body(text.to_owned());
        request.send().await?.error_for_status()?;
        Ok(())
    }

    /// Returns a note, or `None` if there is none of this name.
    async fn read(&self, name: &str) -> Result<Option<String>, Error> {
        let response = self.http.get(self.url(name)).bearer_auth(&self.token).send().await?;
        if response.status() == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        response.error_for_status()?.text().await.map(Some)
    }
}

/// Runs the program itself against a mock; the tests are below.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let mock = MockServer::start();
    let notes = Notes::new(format!("{}/v1.0", mock.uri()), "alice-token");
    notes.write("milk.txt", "Buy milk.").await?;
    println!("{}", notes.read("milk.txt").await?.unwrap_or_default());
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use mockdrive::{Expect, Expectations};

    use super::*;

    #[tokio::test]
    async fn notes_are_read_back() {
        let mock = MockServer::start();
        let notes = Notes::new(format!("{}/v1.0", mock.uri()), "alice-token");
        assert_eq!(notes.read("milk.txt").await.expect("a response"), None);
        notes.write("milk.txt", "Buy milk.").await.expect("written");
        assert_eq!(notes.read("milk.txt").await.expect("a response").as_deref(), Some("Buy milk."));
    }

    /// Each sandbox is a world of its own, so tests can share one server.
    #[tokio::test]
    async fn sandboxes_do_not_see_each_other() {
        let mock = MockServer::start();
        let [mine, theirs] = ["mine", "theirs"]
            .map(|name| Notes::new(format!("{}/v1.0", mock.sandbox_uri(name)), "alice-token"));
        mine.write("milk.txt", "Buy milk.").await.expect("written");
        assert_eq!(theirs.read("milk.txt").await.expect("a response"), None);
    }

    #[tokio::test]
    async fn a_token_for_reading_only_is_refused() {
        let mock = MockServer::start();
        let notes = Notes::new(format!("{}/v1.0", mock.uri()), "readonly-token");
        let refusal = notes.write("milk.txt", "Buy milk.").await.expect_err("refused");
        assert_eq!(refusal.status(), Some(StatusCode::FORBIDDEN));
    }

    /// What a program has sent is verified, and what it must not have done as well.
    #[tokio::test]
    async fn a_note_is_written_once() {
        let mock = MockServer::start();
        let sandbox = mock.sandbox("this_test");
        let _put =
            sandbox.expect(Expectations::of([Expect::one("driveItem.content.put")]).no_others().clean());
        let notes = Notes::new(format!("{}/v1.0", sandbox.uri()), "alice-token");
        notes.write("milk.txt", "Buy milk.").await.expect("written");
    }

    /// Graph throttles by resource units; the clock stands, so the minute does not end by itself.
    #[tokio::test]
    async fn a_busy_program_is_throttled() {
        let builder = MockServer::builder().graph_units_per_minute(2).frozen_at(std::time::UNIX_EPOCH);
        let mock = builder.start().expect("started");
        let notes = Notes::new(format!("{}/v1.0", mock.uri()), "alice-token");
        notes.write("milk.txt", "Buy milk.").await.expect("written");
        let refusal = notes.write("eggs.txt", "Buy eggs.").await.expect_err("refused");
        assert_eq!(refusal.status(), Some(StatusCode::TOO_MANY_REQUESTS));

        // A minute later the program may go on.
        mock.sandbox("default").clock().advance(Duration::from_mins(1));
        notes.write("eggs.txt", "Buy eggs.").await.expect("written");
    }
}
