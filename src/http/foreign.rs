//! Requests that web pages make a browser send, told from those of a test and its client.
//!
//! A browser sends some requests of any page unasked, and takes a server for a page's own once the page's name is
//! pointed at its address. So the control API, and whatever else only a test should do, asks for a name that is known
//! to be this server's, and for no page or one of its own. What a page can write itself is not looked at, such as
//! `X-Forwarded-Host`.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, Method, header},
};
use thiserror::Error;

use super::{cors::is_web, post::SENT_BY_SERVER, public_address::PublicAddress};
use crate::net::authority::Authority;

/// What browsers say about how the page that sends is related to the server.
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What browsers say about whether a person goes there, or a page loads something.
const MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// What browsers say about what becomes of the response: a page, a frame in one, a picture.
const DESTINATION: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// Why a request is refused before anything is done for it.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Foreign {
    /// It names no host, or several.
    #[error("A request here names one host, in `Host`.")]
    Host,
    /// The host is no name of this server.
    #[error(
        "`{0}` is not known to be this server: use its address, `localhost`, or start it with --host-name {0}. \
         A web page may give this machine a name of its own."
    )]
    Name(Box<str>),
    /// A page of another origin sent it.
    #[error("Pages of other origins cannot use the control API.")]
    Page,
    /// It would make a sandbox, and a page of another origin sent it.
    #[error(
        "There is no such sandbox, and pages of other origins make none: make it with POST /_mock/sandboxes, or name \
         the origin in --cors."
    )]
    Maker,
    /// It would read or change files that a person imported, and a page of another origin sent it.
    #[error(
        "This server holds imported files, and pages of other origins cannot use it then: name the origin in --cors."
    )]
    Reader,
    /// A server sent it on somebody's behalf.
    #[error("A mockdrive sent this request for somebody else: none of them controls another one, or itself.")]
    Detour,
}

/// Admits a request to the control API.
///
/// # Errors
/// [`Foreign`].
pub fn admit_to_control(address: &PublicAddress, request: &Request) -> Result<(), Foreign> {
    let headers = request.headers();
    let host = known_host(address, request)?;
    if let Some(origin) = origin(headers).map_err(|()| Foreign::Page)?
        && !is_own(address, origin, &host)
    {
        return Err(Foreign::Page);
    }
    if !is_reading(request.method()) && is_cross_site(headers) {
        return Err(Foreign::Page);
    }
    refuse_detour(headers)
}

/// Admits a request to the vendors' APIs.
///
/// They take any host and any page: clients reach them through names of containers, proxies and tables of hosts. Only a
/// server that holds its operator's files asks for a known one, and lets pages of other origins do no more than lead a
/// person here: a script or a picture can be loaded into any page.
///
/// # Errors
/// [`Foreign`].
pub fn admit_to_apis(address: &PublicAddress, request: &Request) -> Result<(), Foreign> {
    if !address.cors.holds_files() {
        return Ok(());
    }
    let host = known_host(address, request)?;
    let is_foreign = is_of_foreign_page(address, request.headers(), &host);
    if is_foreign && !leads_a_person(request) { Err(Foreign::Reader) } else { Ok(()) }
}

/// Admits a request that makes the sandbox which it names: there is room for a few thousands.
///
/// # Errors
/// [`Foreign`].
pub fn admit_maker(address: &PublicAddress, request: &Request) -> Result<(), Foreign> {
    let headers = request.headers();
    let host = known_host(address, request)?;
    if is_of_foreign_page(address, headers, &host) {
        return Err(Foreign::Maker);
    }
    refuse_detour(headers)
}

/// Returns whether a page sent the request that is neither of this server, nor of this machine, nor of an origin that the
/// operator named.
fn is_of_foreign_page(address: &PublicAddress, headers: &HeaderMap, host: &Authority) -> bool {
    let page = match origin(headers) {
        Err(()) => return true,
        Ok(Some(origin)) => Some(origin),
        Ok(None) => referring_origin(headers),
    };
    let is_ours = |origin: &str| is_own(address, origin, host) || address.cors.trusts(origin);
    page.map_or_else(|| is_cross_site(headers), |origin| !is_ours(origin))
}

/// Returns whether a person follows a link or is sent on, such as to a page where one signs in: the page that led here
/// sees nothing of the response.
fn leads_a_person(request: &Request) -> bool {
    let says = |name: &HeaderName, what: &str| request.headers().get(name).is_some_and(|value| value == what);
    *request.method() == Method::GET && says(&MODE, "navigate") && says(&DESTINATION, "document")
}

/// Returns the one host that a request names, if it is known to be this server or a vendor's, for which it stands in.
fn known_host(address: &PublicAddress, request: &Request) -> Result<Authority, Foreign> {
    let headers = request.headers();
    let mut hosts = headers.get_all(header::HOST).iter();
    let named = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().ok(),
        _ => None,
    };
    let host = named.and_then(Authority::parse).ok_or(Foreign::Host)?;
    // The whole address may stand in the first line, and then both have to say the same.
    if request.uri().authority().is_some_and(|whole| Authority::parse(whole.as_str()).as_ref() != Some(&host))
    {
        return Err(Foreign::Host);
    }
    let is_page = [header::ORIGIN, header::REFERER, SITE].iter().any(|name| headers.contains_key(name));
    let is_vendors = || address.hosts.find(&host.host).is_some();
    if address.is_known(&host, is_page) || is_vendors() { Ok(host) } else { Err(Foreign::Name(host.host)) }
}

/// Returns the origin of the page that sent a request, if it says one; an error if it is no text or says several.
pub fn origin(headers: &HeaderMap) -> Result<Option<&str>, ()> {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    match (origins.next(), origins.next()) {
        (None, _) => Ok(None),
        (Some(origin), None) => origin.to_str().map(Some).map_err(|_| ()),
        (Some(_), Some(_)) => Err(()),
    }
}

/// Returns the origin of the page that led here, if it is a web page's.
fn referring_origin(headers: &HeaderMap) -> Option<&str> {
    let page = headers.get(header::REFERER)?.to_str().ok()?;
    let (scheme, rest) = page.split_once("://").filter(|(scheme, _)| is_web(scheme))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    page.get(..scheme.len() + "://".len() + end)
}

/// Returns whether an origin is that of this server, under the name by which it was called or its external one.
fn is_own(address: &PublicAddress, origin: &str, host: &Authority) -> bool {
    let Some((scheme, at)) = Authority::of_url(origin).filter(|(scheme, _)| is_web(scheme)) else {
        return false;
    };
    let is_at = |other: &Authority| at.host == other.host && at.port_of(scheme) == other.port_of(scheme);
    let external = address.external_url.as_deref().and_then(Authority::of_url);
    is_at(host)
        || external.is_some_and(|(its_scheme, it)| its_scheme.eq_ignore_ascii_case(scheme) && is_at(&it))
}

/// Returns whether a browser says that a page of another site sent the request.
fn is_cross_site(headers: &HeaderMap) -> bool {
    headers.get_all(SITE).iter().any(|site| site.as_bytes().eq_ignore_ascii_case(b"cross-site"))
}

fn is_reading(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// Refuses what a server sent on somebody's behalf.
///
/// # Errors
/// [`Foreign::Detour`].
pub fn refuse_detour(headers: &HeaderMap) -> Result<(), Foreign> {
    if headers.contains_key(SENT_BY_SERVER) { Err(Foreign::Detour) } else { Ok(()) }
}
