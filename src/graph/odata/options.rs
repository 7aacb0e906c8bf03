//! The `OData` options that drives support: `$select`, `$expand`, `$top`, `$skiptoken`, `$orderby`, `$filter`, `$count`.
//!
//! Each may be written with or without its `$`. See <https://learn.microsoft.com/en-us/graph/query-parameters>.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
    response::Response,
};
use serde::Serialize;
use serde_json::{Map, Value};

use super::{expansion, order};
use super::{expansion::Expand, filter::Filter, order::SortBy};
use crate::{
    graph::{error::Error, json::Query, respond},
    http::Operation,
    world::Node,
};

/// How many items a page holds, unless `$top` says otherwise; what is told with an item has no other pages.
pub const PAGE: usize = 200;
/// How many items a page holds at the most.
const LARGEST_PAGE: usize = 1000;

const KNOWN: [&str; 7] = ["select", "expand", "top", "skiptoken", "orderby", "filter", "count"];

/// The options of a request.
pub struct Options {
    select: Option<Vec<String>>,
    expand: Vec<Expand>,
    top: Option<usize>,
    skip_token: Option<String>,
    order: Vec<SortBy>,
    filter: Option<Filter>,
    count: bool,
    /// Whether `$expand` was written with its `$`.
    links: bool,
}

/// One thing among others as it is told: whole, or what was selected of it.
///
/// What is whole is written as it is, without being made a [`Value`] first.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Selected<T> {
    /// All of it.
    Whole(T),
    /// Some members, or some more.
    Part(Value),
}

impl<S: Sync> FromRequestParts<S> for Options {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let options = Self::parse(&Query::from_request_parts(parts, state).await?)?;
        let Ok(operation) = <&'static Operation>::from_request_parts(parts, state).await;
        expansion::check(operation, options.expansions())?;
        Ok(options)
    }
}

impl Options {
    fn parse(query: &Query) -> Result<Self, Error> {
        Self::parse_with(query, &[])
    }

    /// Reads the options where some are known beside the usual ones.
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
            select: query.list("select").as_deref().and_then(expansion::names),
            expand: query.list("expand").as_deref().map(expansion::parse).transpose()?.unwrap_or_default(),
            top: top.transpose()?,
            skip_token: query.option("skiptoken").map(Into::into),
            order: query.list("orderby").as_deref().map(order::parse).transpose()?.unwrap_or_default(),
            filter: query.option("filter").map(Filter::parse).transpose()?,
            links: query.names().any(|name| name == "$expand"),
            count: match query.option("count") {
                None | Some("false") => false,
                Some("true") => true,
                Some(_) => {
                    return Err(Error::QueryOption("The value of $count must be true or false.".into()));
                }
            },
        })
    }

    /// How many items a page holds.
    pub fn page_size(&self) -> usize {
        self.top.unwrap_or(PAGE).min(LARGEST_PAGE)
    }

    /// Where the page begins, as the link to it says.
    pub fn skip_token(&self) -> Option<&str> {
        self.skip_token.as_deref()
    }

    /// Whether a member is asked for by its name.
    pub fn selects(&self, name: &str) -> bool {
        self.select.iter().flatten().any(|selected| selected == name)
    }

    /// Which items are wanted.
    pub fn filter(&self) -> Option<&Filter> {
        self.filter.as_ref()
    }

    /// Whether items come in the order of their names.
    pub fn is_by_name(&self) -> bool {
        order::is_by_name(&self.order)
    }

    /// Puts items in the order that is asked for.
    pub fn sort(&self, nodes: &mut Vec<&Arc<Node>>) {
        order::sort(nodes, &self.order);
    }

    /// Whether the number of items on all pages is told.
    pub fn counts(&self) -> bool {
        self.count
    }

    /// Whether something related is told with each item.
    pub fn expands(&self, name: &str) -> bool {
        self.expand.iter().any(|expand| expand.name == name)
    }

    /// The names of what is to be told with each item.
    pub fn expansions(&self) -> impl Iterator<Item = &str> {
        self.expand.iter().map(|expand| expand.name.as_str())
    }

    /// What was selected of a related thing, as an option; none unless the rest of a list is to be linked.
    pub fn link_to_rest(&self, expanded: &str) -> Option<String> {
        let expand = self.expand.iter().find(|expand| self.links && expand.name == expanded)?;
        Some(expand.select.as_ref().map(|names| format!("$select={}&", names.join(","))).unwrap_or_default())
    }

    /// The names of what was selected, if anything was.
    pub fn selection(&self) -> Option<&[String]> {
        self.select.as_deref()
    }

    /// The names of what was selected of a related thing.
    pub fn selection_of(&self, expanded: &str) -> Option<&[String]> {
        self.expand.iter().find(|expand| expand.name == expanded)?.select.as_deref()
    }

    /// Answers with one thing, but only with what was selected of it.
    pub fn answer(&self, status: StatusCode, body: &impl Serialize) -> Response {
        match &self.select {
            None => respond::json(status, body),
            Some(_) => respond::json(status, &self.selected(body)),
        }
    }

    /// One thing among others, whole unless something was selected.
    pub fn selected_or_whole<T: Serialize>(&self, body: T) -> Selected<T> {
        match &self.select {
            None => Selected::Whole(body),
            Some(_) => Selected::Part(self.selected(&body)),
        }
    }

    /// What was selected of one thing among others.
    pub fn selected(&self, body: &impl Serialize) -> Value {
        select(respond::to_value(body), self.select.as_deref())
    }

    /// What was selected of a related thing.
    pub fn selected_of(&self, expanded: &str, body: &impl Serialize) -> Value {
        let expand = self.expand.iter().find(|expand| expand.name == expanded);
        select(respond::to_value(body), expand.and_then(|expand| expand.select.as_deref()))
    }
}

/// Keeps the selected members, and the annotations that tell what they are.
fn select(body: Value, selected: Option<&[String]>) -> Value {
    let (Some(selected), Value::Object(members)) = (selected, &body) else { return body };
    let keep = |name: &str| name.starts_with("@odata.") || selected.iter().any(|wanted| wanted == name);
    let kept: Map<String, Value> = members
        .iter()
        .filter(|(name, _)| keep(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    Value::Object(kept)
}
