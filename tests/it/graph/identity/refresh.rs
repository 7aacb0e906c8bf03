//! Refresh tokens.

use std::time::Duration;

use super::{BACK, CLIENT, SECRET, code, get, text, token};
use crate::support::{Answer, Mock};

async fn first(mock: &Mock, scope: &str) -> Answer {
    let code = code(mock, scope, "").await;
    let form = format!("grant_type=authorization_code&{CLIENT}&{SECRET}&{BACK}&code={code}");
    token(mock, &form).await
}

async fn refresh(mock: &Mock, refresh_token: &str, more: &str) -> Answer {
    token(mock, &format!("grant_type=refresh_token&{CLIENT}&refresh_token={refresh_token}{more}")).await
}

#[tokio::test]
async fn a_refresh_token_goes_on_where_the_access_token_ended() {
    let mock = Mock::new();
    let issued = first(&mock, "Files.Read+offline_access").await;
    let old = text(&issued, "refresh_token");
    mock.advance(Duration::from_hours(1));
    assert_eq!(get(&mock, &issued, "/me/drive").await.status, 401);
    let again = refresh(&mock, &old, "").await;
    assert_eq!(get(&mock, &again, "/me/drive").await.status, 200);
    assert_eq!(text(&again, "scope"), "Files.Read");
    let new = text(&again, "refresh_token");
    assert_ne!(new, old);
    // The service does not revoke a refresh token that was used.
    assert_eq!(refresh(&mock, &old, "").await.status, 200);
    mock.advance(Duration::from_hours(90 * 24 - 1));
    let expired = refresh(&mock, &old, "").await;
    assert_eq!((expired.status.as_u16(), text(&expired, "error").as_str()), (400, "invalid_grant"));
    assert_eq!(refresh(&mock, &new, "").await.status, 200, "it was made an hour later");
}

#[tokio::test]
async fn a_refresh_token_is_made_on_request_only_and_grants_no_more_than_was_agreed_to() {
    let mock = Mock::new();
    assert!(first(&mock, "Files.Read").await.json().get("refresh_token").is_none());
    let issued = first(&mock, "Files.Read+User.Read+offline_access").await;
    let value = text(&issued, "refresh_token");
    let less = refresh(&mock, &value, "&scope=Files.Read").await;
    assert_eq!(get(&mock, &less, "/me/drive").await.status, 200);
    assert_eq!(get(&mock, &less, "/me").await.status, 403);
    let more = refresh(&mock, &value, "&scope=Files.ReadWrite").await;
    assert_eq!((more.status.as_u16(), text(&more, "error").as_str()), (400, "invalid_grant"));
    let wrong = refresh(&mock, &value, "&client_secret=wrong").await;
    assert_eq!((wrong.status.as_u16(), text(&wrong, "error").as_str()), (401, "invalid_client"));
}

#[tokio::test]
async fn scopes_are_granted_whatever_their_case() {
    let mock = Mock::new();
    let issued = first(&mock, "files.readwrite+offline_access").await;
    assert_eq!(text(&issued, "scope"), "files.readwrite");
    assert_eq!(get(&mock, &issued, "/me/drive").await.status, 200);
    assert_eq!(get(&mock, &issued, "/me").await.status, 403);
    let again = refresh(&mock, &text(&issued, "refresh_token"), "&scope=Files.ReadWrite").await;
    assert_eq!(get(&mock, &again, "/me/drive").await.status, 200);
}
