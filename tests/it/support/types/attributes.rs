//! What stands before types and their members: docs, and what `serde` is told.

use syn::Attribute;

/// The lines of a doc comment.
pub fn doc_lines(attributes: &[Attribute]) -> Vec<String> {
    let lines = attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).map(|attribute| {
        let syn::Meta::NameValue(pair) = &attribute.meta else { panic!("a doc comment") };
        let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &pair.value else {
            panic!("a doc comment")
        };
        text.value().trim().to_owned()
    });
    lines.collect()
}

/// The doc comment of something, in one line; everything has one.
pub fn about(attributes: &[Attribute], what: &str) -> String {
    let text = doc_lines(attributes).join(" ").trim().to_owned();
    assert!(!text.is_empty(), "{what} is not explained: it lacks a doc comment");
    text
}

/// What `serde` is told of something, as it stands there.
pub struct Words(String);

impl Words {
    pub fn of(attributes: &[Attribute]) -> Self {
        let lists = attributes.iter().filter(|attribute| attribute.path().is_ident("serde"));
        Self(lists.map(|list| list.meta.require_list().expect("a list").tokens.to_string() + ",").collect())
    }

    fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split(',').map(str::trim)
    }

    /// Whether one of the words is there, with or without a value.
    pub fn has(&self, name: &str) -> bool {
        self.parts().any(|part| part.split('=').next().unwrap_or_default().trim() == name)
    }

    /// The value of `name = "value"`.
    pub fn value(&self, name: &str) -> Option<&str> {
        let value = self.parts().find_map(|part| part.strip_prefix(name)?.trim().strip_prefix('='))?;
        value.trim().strip_prefix('"')?.strip_suffix('"')
    }

    /// The name that a member or a variant has in JSON.
    pub fn renamed(&self, name: &str, container: &Self) -> String {
        if let Some(name) = self.value("rename") {
            return name.to_owned();
        }
        match container.value("rename_all") {
            None => name.to_owned(),
            Some("lowercase") => name.to_lowercase(),
            Some("snake_case") => snake(name),
            Some("camelCase") => camel(name),
            Some(other) => panic!("{other} is not known here"),
        }
    }
}

fn snake(name: &str) -> String {
    let mut text = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_uppercase() && at > 0 {
            text.push('_');
        }
        text.extend(letter.to_lowercase());
    }
    text
}

/// Of `ReauthorizationRequired` and of `started_date_time` alike.
fn camel(name: &str) -> String {
    let mut words = name.split('_').filter(|word| !word.is_empty());
    let first = words.next().expect("a name");
    let mut text = first[..1].to_lowercase() + &first[1..];
    for word in words {
        text += &word[..1].to_uppercase();
        text += &word[1..];
    }
    text
}

#[test]
fn names_are_spelled_as_serde_does() {
    assert_eq!(snake("NotEmulated"), "not_emulated");
    assert_eq!(
        (camel("Missed"), camel("SubscriptionRemoved")),
        ("missed".into(), "subscriptionRemoved".into())
    );
    assert_eq!((camel("url"), camel("started_date_time")), ("url".into(), "startedDateTime".into()));
}
