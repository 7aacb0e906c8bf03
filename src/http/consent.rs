//! How a person agrees to let an application in: by name, or on a page in a browser that needs no script.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::Response,
};

use super::html;
use crate::world::{Api, App, Consent, User, World};

/// The parameter of ours that names who agrees: a short name or mail address of the fixture.
pub const WHO: &str = "login_hint";

/// What the button to decline sends, where the vendor has no word for it.
const DECLINE: (&str, &str) = ("answer", "decline");

/// The form of [`people`]: what it sends, and where.
pub struct SignInForm<'a> {
    pub method: &'static str,
    pub hidden: &'a [(&'a str, &'a str)],
    pub fields: &'a str,
    /// The name of the pair that a person's button sends.
    pub name: &'static str,
    /// The pair that the button to decline sends, where there is one.
    pub no: Option<(&'static str, &'static str)>,
}

/// Who wants to be let in, and to what.
pub struct Asking<'a> {
    /// The name of the application.
    pub app: &'a str,
    /// The scopes that it asks for, each a word of the vendor's.
    pub scopes: Vec<&'a str>,
}

impl<'a> Asking<'a> {
    /// Reads the scopes of an application, which spaces or commas separate.
    pub fn new(app: &'a App, scopes: &'a str) -> Self {
        let scopes = scopes.split([' ', ',', '+']).filter(|scope| !scope.is_empty()).collect();
        Self { app: &app.name, scopes }
    }
}

/// Returns a page with a form: who asks for what, a button for each person, and apart from these one to decline.
///
/// The pressed button sends `{name}={short name of the person}` or `{no}`, beside the `hidden` pairs and the inputs in
/// `fields`.
pub fn people(world: &World, title: &str, asking: Option<&Asking<'_>>, form: &SignInForm<'_>) -> Response {
    let mut body = String::new();
    if let Some(asking) = asking {
        let app = html::escape(asking.app);
        html::push(&mut body, format_args!("<p><b>{app}</b> asks for:</p><ul>"));
        for scope in &asking.scopes {
            html::push(&mut body, format_args!("<li><code>{}</code></li>", html::escape(*scope)));
        }
        body.push_str("</ul>");
    }
    html::push(&mut body, format_args!("<form method=\"{}\">{}", form.method, form.fields));
    html::push_hidden(&mut body, form.hidden.iter().copied());
    body.push_str("<p>Choose who you are:</p>");
    html::push_people(&mut body, world, form.name);
    if let Some((no, value)) = form.no {
        let decline = format_args!("<button class=\"no\" name=\"{no}\" value=\"{value}\">Decline</button>");
        html::push(&mut body, decline);
    }
    body.push_str("</form>");
    html::page(StatusCode::OK, title, &body)
}

/// Returns the page that asks who lets an application in; its buttons send the query again, with [`WHO`] or with the
/// answer that [`is_declined`] reads.
pub fn ask<'a>(
    world: &World,
    asking: &Asking<'_>,
    query: impl Iterator<Item = (&'a str, &'a str)>,
) -> Response {
    let sent_again: Vec<_> = query.filter(|(name, _)| *name != WHO).collect();
    let form = SignInForm { method: "GET", hidden: &sent_again, fields: "", name: WHO, no: Some(DECLINE) };
    people(world, &format!("Sign in to {}", asking.app), Some(asking), &form)
}

/// Returns whether a query or a form is that of the button to decline.
pub fn is_declined<'a>(mut query: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
    query.any(|pair| pair == DECLINE)
}

/// Returns a page with a text.
pub fn message(status: StatusCode, title: &str, text: &str) -> Response {
    html::page(status, title, &format!("<p>{}</p>", html::escape(text)))
}

/// Returns the page on which a person enters the code of a device, which may be filled in, and agrees or declines:
/// it posts `user_code` with `user={short name}` or `answer=decline` to its own address.
///
/// With the code of a device that waits, the page says which application asks and for what.
pub fn device(world: &World, api: Api, code: &str) -> Response {
    let fields = format!(
        "<label>Code<input name=\"user_code\" value=\"{}\" autocomplete=\"off\" required></label>",
        html::escape(code)
    );
    let grant = world.device(code);
    let asking = grant.and_then(|grant| {
        let app = world.app(grant.app).filter(|app| app.api == api)?;
        Some(Asking::new(app, &grant.scope))
    });
    let no = Some(DECLINE);
    let form = SignInForm { method: "POST", hidden: &[], fields: &fields, name: "user", no };
    people(world, "Enter the code that your device shows", asking.as_ref(), &form)
}

/// Returns the page that says what a person decided about a device.
pub fn decided(consent: Consent) -> Response {
    let title = match consent {
        Consent::Approved(_) => "You have signed in on your device.",
        Consent::Declined | Consent::Pending => "You have declined.",
    };
    message(StatusCode::OK, title, "You can close this window.")
}

/// Returns whether a client takes a page for an answer, as browsers say and programs do not.
pub fn takes_pages(headers: &HeaderMap) -> bool {
    let mut accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accepted.any(|value| value.contains("text/html"))
}

/// Returns who agrees: the person of this name, or the first one for a client that takes no pages; nobody yet if a
/// person with a browser has to be asked.
///
/// # Errors
/// What is wrong with the name.
pub fn who<'w>(world: &'w World, hint: Option<&str>, in_browser: bool) -> Result<Option<&'w User>, String> {
    let unknown = |name| format!("{WHO}: GET /_mock/info lists the users, and {name:?} is none of them");
    match hint {
        Some(name) => world.user_named(name).map(Some).ok_or_else(|| unknown(name)),
        None if in_browser => Ok(None),
        None => world.users().next().map(Some).ok_or_else(|| unknown("")),
    }
}
