//! Whose a host is: the vendors' names, and those that the operator adds.

use std::sync::Arc;

use super::authority::{host_name, is_loopback};
use crate::world::Api;

/// What is at a host that is a vendor's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Site {
    /// Graph's drive API, and the addresses without a token that it hands out.
    Graph,
    /// Graph's identity platform.
    SignIn,
    /// Graph's drive API as `SharePoint` has it.
    SharePoint,
    /// The `KDocs` open platform.
    Kdocs,
    /// The public cloud of WPS.
    Wps,
    /// `KooDrive`.
    Koodrive,
    /// All that an API has, under a name that the operator gave it.
    Whole(Api),
}

impl Site {
    /// Returns whose API it is.
    pub fn api(self) -> Api {
        match self {
            Self::Graph | Self::SignIn | Self::SharePoint => Api::Graph,
            Self::Kdocs => Api::Kdocs,
            Self::Wps => Api::Wps,
            Self::Koodrive => Api::Koodrive,
            Self::Whole(api) => api,
        }
    }
}

/// The vendors' hosts. Those for signing in are the ones that MSAL knows, which asks no other for an instance.
const HOSTS: [(&str, Site); 23] = [
    ("graph.microsoft.com", Site::Graph),
    ("graph.microsoft.us", Site::Graph),
    ("dod-graph.microsoft.us", Site::Graph),
    ("microsoftgraph.chinacloudapi.cn", Site::Graph),
    ("login.microsoftonline.com", Site::SignIn),
    ("login.microsoft.com", Site::SignIn),
    ("login.windows.net", Site::SignIn),
    ("sts.windows.net", Site::SignIn),
    ("login.microsoftonline.us", Site::SignIn),
    ("login-us.microsoftonline.com", Site::SignIn),
    ("login.usgovcloudapi.net", Site::SignIn),
    ("login.partner.microsoftonline.cn", Site::SignIn),
    ("login.chinacloudapi.cn", Site::SignIn),
    ("login.microsoftonline.de", Site::SignIn),
    ("login.sovcloud-identity.fr", Site::SignIn),
    ("login.sovcloud-identity.de", Site::SignIn),
    ("login.sovcloud-identity.sg", Site::SignIn),
    ("developer.kdocs.cn", Site::Kdocs),
    ("openapi.wps.cn", Site::Wps),
    ("api.wps.cn", Site::Wps),
    ("cn.myhuaweicloud-koodrive.com", Site::Koodrive),
    ("intl.myhuaweicloud-koodrive.com", Site::Koodrive),
    (SHAREPOINT, Site::SharePoint),
];

/// Every organisation has a host below `sharepoint.com`, and so do the drives of its people.
const SHAREPOINT: &str = "*.sharepoint.com";

/// The hosts that are not the server's own.
#[derive(Clone, Default, Debug)]
pub struct HostTable {
    added: Arc<[(Box<str>, Api)]>,
}

impl FromIterator<(Box<str>, Api)> for HostTable {
    fn from_iter<I: IntoIterator<Item = (Box<str>, Api)>>(hosts: I) -> Self {
        Self { added: hosts.into_iter().collect() }
    }
}

impl HostTable {
    /// Returns what is at a host, if it is a vendor's. Case does not matter, nor does a dot at the end.
    pub fn find(&self, host: &str) -> Option<Site> {
        let host = host.strip_suffix('.').unwrap_or(host);
        let added = self.added.iter().find(|(name, _)| name.eq_ignore_ascii_case(host));
        if let Some((_, api)) = added {
            return Some(Site::Whole(*api));
        }
        let known = HOSTS.iter().find(|(name, _)| is_named(name, host));
        known.map(|(_, site)| *site)
    }

    /// Returns the names that a certificate has for all of them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let added = self.added.iter().map(|(name, _)| &**name);
        HOSTS.iter().map(|(name, _)| *name).chain(added)
    }
}

/// Returns the hosts where people sign in.
pub fn sign_in_hosts() -> impl Iterator<Item = &'static str> {
    HOSTS.iter().filter(|(_, site)| *site == Site::SignIn).map(|(name, _)| *name)
}

fn is_named(name: &str, host: &str) -> bool {
    let Some(suffix) = name.strip_prefix('*') else {
        return name.len() == host.len() && name.eq_ignore_ascii_case(host);
    };
    let at = host.len().checked_sub(suffix.len()).filter(|at| *at > 0);
    at.and_then(|at| host.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(suffix))
}

/// A host that the operator gives to an API.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddedHost(pub Box<str>, pub Api);

/// Reads a host of the operator's, as people write it: `drive.example=wps`.
///
/// # Errors
/// What is wrong with it.
pub fn added_host(text: &str) -> Result<AddedHost, String> {
    let (name, api) = text.split_once('=').unwrap_or((text, ""));
    let name = host_name(name)?;
    if is_loopback(&name) {
        return Err(format!("{name} is the server's own"));
    }
    let api = Api::from_name(api.trim().to_ascii_lowercase().as_str()).filter(|_| !name.is_empty());
    let api = api.ok_or_else(|| {
        let known = Api::ALL.map(Api::name).join(", ");
        format!("it is a host and the API that is there, such as drive.example=wps; there are {known}")
    })?;
    Ok(AddedHost(name.into(), api))
}

#[cfg(test)]
mod tests {
    use super::{AddedHost, Api, HostTable, Site, added_host, sign_in_hosts};

    #[test]
    fn a_vendors_host_is_known_in_any_case() {
        let AddedHost(name, api) = added_host("Drive.Example=WPS").expect("well formed");
        let hosts: HostTable = [(name, api)].into_iter().collect();
        for (host, site) in [
            ("graph.microsoft.com", Some(Site::Graph)),
            ("Graph.Microsoft.COM.", Some(Site::Graph)),
            ("login.microsoftonline.com", Some(Site::SignIn)),
            ("contoso-my.sharepoint.com", Some(Site::SharePoint)),
            ("a.b.SharePoint.com", Some(Site::SharePoint)),
            ("developer.kdocs.cn", Some(Site::Kdocs)),
            ("api.wps.cn", Some(Site::Wps)),
            ("intl.myhuaweicloud-koodrive.com", Some(Site::Koodrive)),
            ("drive.example", Some(Site::Whole(Api::Wps))),
            ("sharepoint.com", None),
            (".sharepoint.com", None),
            ("evilsharepoint.com", None),
            ("graph.microsoft.com.test", None),
            ("\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}", None),
            ("localhost", None),
            ("", None),
        ] {
            assert_eq!(hosts.find(host), site, "{host}");
        }
        assert!(sign_in_hosts().all(|host| hosts.find(host) == Some(Site::SignIn)));
        assert_eq!(HostTable::default().find("drive.example"), None);
    }

    #[test]
    fn a_host_is_added_with_the_api_that_is_there() {
        assert_eq!(added_host("drive.example = Graph"), Ok(AddedHost("drive.example".into(), Api::Graph)));
        for text in [
            "",
            "drive.example",
            "=wps",
            "drive.example=",
            "drive.example=onedrive",
            "http://a=wps",
            "a:1=wps",
        ] {
            assert!(added_host(text).is_err(), "{text}");
        }
    }
}
