//! Access tokens, in all the spellings of the vendor's pages.

use axum::http::HeaderMap;

use super::headers::authorization;

/// Returns the token in `Authorization`: `Bearer+T`, `Bearer T`, `AT+T`, `AT T` and `T` are the same.
pub fn token(headers: &HeaderMap) -> Option<&str> {
    authorization(headers).map(bare)
}

/// Returns a token without its scheme.
pub fn bare(token: &str) -> &str {
    let token = token.trim();
    match token.split_once([' ', '+']) {
        Some((scheme, rest)) if ["bearer", "at"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            rest.trim()
        }
        _ => token,
    }
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_token_is_found_behind_every_scheme() {
        for spelt in ["Bearer+a1*b", "bearer a1*b", "AT+a1*b", "at a1*b", "a1*b", " Bearer  a1*b "] {
            assert_eq!(bare(spelt), "a1*b", "{spelt}");
        }
        assert_eq!(bare("Basic a1"), "Basic a1");
        assert_eq!(bare("Bearer "), "Bearer");
    }
}
