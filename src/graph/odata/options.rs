//! The query options of a request, read and checked at once.

use std::{borrow::Cow, sync::Arc};

use axum::{
    http::{StatusCode, request::Parts},
    response::Response,
};
use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    expansion::{self, Expand},
    filter::Filter,
    order::{self, SortBy},
};
use crate::{
    graph::{error::Error, json::Query, respond},
    http::{FromParts, Operation},
    world::Node,
};

/// How many items a page has, unless `$top` says otherwise; an expanded list always has this many.
pub const DEFAULT_PAGE_SIZE: usize = 200;
/// The most items of a page.
const LARGEST_PAGE_SIZE: usize = 1000;
/// The options that every list of items has.
const KNOWN: [&str; 7] = ["select", "expand", "top", "skiptoken", "orderby", "filter", "count"];

/// The collections of drives and items, which are neither counted nor entered at a number.
const UNCOUNTED: [&str; 14] = [
    "drive.list",
    "drive.following.list",
    "bundle.children.list",
    "bundle.list",
    "drive.recent",
    "drive.sharedWithMe",
    "drive.special.list",
    "driveItem.children.list",
    "driveItem.delta",
    "driveItem.permissions.list",
    "driveItem.search",
    "driveItem.thumbnails.list",
    "driveItem.versions.list",
    "share.items",
];

/// The options of a request.
#[derive(Default)]
pub struct Options {
    /// The names of the selected members; none where all are selected.
    select: Option<Vec<String>>,
    /// The names in `$select`, also beside `*`.
    named: Vec<String>,
    expand: Vec<Expand>,
    top: Option<usize>,
    skip_token: Option<String>,
    order: Vec<SortBy>,
    filter: Option<Filter>,
}

/// A resource in a response: whole, or what is selected of it.
///
/// A whole one is serialized without becoming a [`Value`] first.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Selected<T> {
    Whole(T),
    /// The selected members, and what is expanded.
    Part(Value),
}

impl FromParts for Options {
    type Refusal = Error;

    fn from_parts(parts: &Parts) -> Result<Self, Error> {
        let query = Query::from_parts(parts)?;
        if query.is_empty() {
            return Ok(Self::default());
        }
        let Ok(operation) = <&'static Operation>::from_parts(parts);
        if UNCOUNTED.contains(&operation.name) {
            check_paging(&query)?;
        }
        let options = Self::parse(&query)?;
        expansion::check(operation, options.expansions())?;
        Ok(options)
    }
}

impl Options {
    /// Reads the options.
    fn parse(query: &Query) -> Result<Self, Error> {
        Self::parse_with(query, &[])
    }

    /// Reads the options of an operation that has more than the usual ones.
    pub fn parse_with(query: &Query, more: &[&str]) -> Result<Self, Error> {
        if let Some(unknown) = query.names().find(|name| {
            name.strip_prefix('$').is_some_and(|name| {
                let name = name.to_ascii_lowercase();
                !KNOWN.contains(&name.as_str()) && !more.contains(&name.as_str())
            })
        }) {
            return Err(Error::QueryOption(format!("The query option {unknown} is not supported.")));
        }
        let top = query.option("top").map(|top| match top.parse::<usize>() {
            Ok(top) if top > 0 => Ok(top),
            _ => Err(Error::QueryOption("The value of $top must be a positive integer.".into())),
        });
        Ok(Self {
            named: query.list("select").as_deref().map(expansion::all_names).unwrap_or_default(),
            select: query.list("select").as_deref().and_then(expansion::names),
            expand: query.list("expand").as_deref().map(expansion::parse).transpose()?.unwrap_or_default(),
            top: top.transpose()?,
            skip_token: query.option("skiptoken").map(Into::into),
            order: query.list("orderby").as_deref().map(order::parse).transpose()?.unwrap_or_default(),
            filter: query.option("filter").map(Filter::parse).transpose()?,
        })
    }

    /// Returns how many items a page has.
    pub fn page_size(&self) -> usize {
        self.top.unwrap_or(DEFAULT_PAGE_SIZE).min(LARGEST_PAGE_SIZE)
    }

    /// Returns the token of the link to this page; the first page has none.
    pub fn skip_token(&self) -> Option<&str> {
        self.skip_token.as_deref()
    }

    /// Returns whether a member is selected by its name.
    pub fn selects(&self, name: &str) -> bool {
        self.named.iter().any(|selected| selected == name)
    }

    /// Returns what is selected and expanded, as a context has it in brackets; empty where neither is asked for.
    pub fn brackets(&self) -> String {
        if self.named.is_empty() && self.expand.is_empty() {
            return String::new();
        }
        let mut names: Vec<Cow<'_, str>> = expansion::listed(&self.named).map(Cow::from).collect();
        names.extend(self.expand.iter().map(|expand| {
            let within: Vec<_> = expand.select.iter().flat_map(|names| expansion::listed(names)).collect();
            format!("{}({})", expand.name, within.join(",")).into()
        }));
        if names.is_empty() { String::new() } else { format!("({})", names.join(",")) }
    }

    /// Returns the condition on the items of a list.
    pub fn filter(&self) -> Option<&Filter> {
        self.filter.as_ref()
    }

    /// Returns whether items come in the order of their names.
    pub fn is_by_name(&self) -> bool {
        order::is_by_name(&self.order)
    }

    /// Returns whether an order is asked for.
    pub fn is_sorted(&self) -> bool {
        !self.order.is_empty()
    }

    /// Sorts items as the options say.
    pub fn sort(&self, nodes: &mut Vec<&Arc<Node>>) {
        order::sort(nodes, &self.order);
    }

    /// Returns whether each item is expanded with this.
    pub fn expands(&self, name: &str) -> bool {
        self.expand.iter().any(|expand| expand.name == name)
    }

    /// Returns the names of all that each item is expanded with.
    pub fn expansions(&self) -> impl Iterator<Item = &str> {
        self.expand.iter().map(|expand| expand.name.as_str())
    }

    /// Returns the option that selects the same members in the rest of an expanded list, for a link to it.
    pub fn link_to_rest(&self, expanded: &str) -> String {
        let selected = self.selection_of(expanded);
        selected.map(|names| format!("$select={}&", names.join(","))).unwrap_or_default()
    }

    /// Returns the names of the selected members; none where all are selected.
    pub fn selection(&self) -> Option<&[String]> {
        self.select.as_deref()
    }

    /// Returns the names of the selected members of what is expanded; none where all are selected.
    pub fn selection_of(&self, expanded: &str) -> Option<&[String]> {
        self.expand.iter().find(|expand| expand.name == expanded)?.select.as_deref()
    }

    /// Returns the response with what is selected of a resource.
    pub fn respond(&self, status: StatusCode, body: &impl Serialize) -> Response {
        match &self.select {
            None => respond::json(status, body),
            Some(_) => respond::json(status, &self.selected(body)),
        }
    }

    /// Returns a resource, whole unless some members are selected.
    #[inline]
    pub fn selected_or_whole<T: Serialize>(&self, body: T) -> Selected<T> {
        match &self.select {
            None => Selected::Whole(body),
            Some(_) => Selected::Part(self.selected(&body)),
        }
    }

    /// Returns what is selected of a resource.
    pub fn selected(&self, body: &impl Serialize) -> Value {
        select(respond::to_value(body), self.select.as_deref())
    }

    /// Returns what is selected of a resource that is expanded.
    pub fn selected_of(&self, expanded: &str, body: &impl Serialize) -> Value {
        let expand = self.expand.iter().find(|expand| expand.name == expanded);
        select(respond::to_value(body), expand.and_then(|expand| expand.select.as_deref()))
    }
}

/// Refuses the options that would count a collection, or begin in its middle.
fn check_paging(query: &Query) -> Result<(), Error> {
    let asked = |name: &&str| query.option(name).is_some_and(|value| value != "false");
    let refusal = |name| {
        format!("${name} is not supported on this API. Only URLs returned by the API can be used to page.")
    };
    ["count", "skip"].into_iter().find(asked).map_or(Ok(()), |name| Err(Error::Malformed(refusal(name))))
}

/// Returns the selected members, and the annotations; among these is the eTag of an item, whatever is selected.
fn select(body: Value, selected: Option<&[String]>) -> Value {
    let (Some(selected), Value::Object(members)) = (selected, &body) else { return body };
    let keep = |name: &str| name.starts_with("@odata.") || selected.iter().any(|known| known == name);
    let mut kept: Map<String, Value> = members
        .iter()
        .filter(|(name, _)| keep(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    kept.extend(members.get("eTag").map(|tag| ("@odata.etag".to_owned(), tag.clone())));
    Value::Object(kept)
}
