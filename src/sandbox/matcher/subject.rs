//! What a matcher looks at.

use serde_json::Value;

/// A request, as far as it is known: one that is under way, or one of the journal.
pub trait Subject {
    /// Returns the name of the service that it belongs to.
    fn provider(&self) -> Option<&str>;
    /// Returns its operation, if it has a route.
    fn operation(&self) -> Option<&str>;
    /// Returns its method.
    fn method(&self) -> &str;
    /// Returns its path as the client sent it, without the sandbox prefix and the query.
    fn path(&self) -> &str;
    /// Returns the values of a parameter of its query, percent-decoded.
    fn query(&self, name: &str) -> Vec<String>;
    /// Returns the values of a header, whose name is in small letters.
    fn header(&self, name: &str) -> Vec<String>;
    /// Returns its body, if that is JSON and known.
    fn body(&self) -> Option<&Value>;
    /// Returns the short name of the person, or the key of the application, that called.
    fn caller(&self) -> Option<&str>;
    /// Returns the status of its response.
    fn status(&self) -> Option<u16>;
    /// Returns the id of the fault that hit it.
    fn fault(&self) -> Option<&str>;
}
