//! Why a signature does not fit, for the journal: the client is told less.

use super::call::Call;

/// What a client may have signed in the place of one part.
pub struct Guess<'a> {
    /// The part.
    pub part: &'a str,
    /// What it has signed there, if that can be shown; a secret cannot.
    pub instead: Option<&'a str>,
    /// Whether its signature fits then.
    pub fits: bool,
}

/// Notes what was signed here, part by part, the client's signature, and the first part that differs as far as guesses
/// tell; never a secret.
pub fn note<'a>(
    call: &Call,
    signed: &[(&str, &str)],
    sent: &str,
    mut guesses: impl Iterator<Item = Guess<'a>>,
) {
    for (part, value) in signed {
        call.note(format!("signed here, {part}: {value}"));
    }
    call.note(format!("the client's signature: {sent}"));
    call.note(match guesses.find(|guess| guess.fits) {
        Some(Guess { part, instead: Some(instead), .. }) => {
            format!("what differs: {part}, where the client has signed `{instead}`")
        }
        Some(Guess { part, .. }) => format!("what differs: {part}"),
        None => "what differs: not found; most often it is the secret".into(),
    });
}
