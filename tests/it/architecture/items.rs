//! What stands in a file: the docs of its functions, and what does not belong into a `mod.rs`.

use quote::ToTokens;
use syn::{Attribute, Expr, ExprLit, Item, ItemFn, Lit, Meta};

use super::source::Source;

/// What the server asks of a provider, beside its table of routes.
const OF_A_PROVIDER: [&str; 5] = ["owns", "not_found", "method_not_allowed", "panicked", "serve"];

/// The doc lines of the functions of a file, by their full names.
pub fn docs(source: &Source) -> impl Iterator<Item = (String, Vec<String>)> {
    source.syntax.items.iter().filter_map(|item| {
        let Item::Fn(ItemFn { sig, attrs, .. }) = item else { return None };
        Some((format!("{}::{}", source.module.join("::"), sig.ident), lines(attrs)))
    })
}

fn lines(attributes: &[Attribute]) -> Vec<String> {
    let line = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    };
    attributes.iter().filter_map(line).collect()
}

/// What stands in a `mod.rs` and is neither a row nor a re-export.
pub fn in_mod_file(source: &Source) -> Vec<String> {
    let items = source.syntax.items.iter().filter(|_| source.file.ends_with("/mod.rs"));
    let others = items.filter(|item| !is_row_or_re_export(item));
    let named = others.map(|item| {
        let text: String = item.to_token_stream().to_string().chars().take(60).collect();
        format!("{} holds `{text} ..`: give it a file that says what it is", source.file)
    });
    named.collect()
}

fn is_row_or_re_export(item: &Item) -> bool {
    match item {
        Item::Mod(_) | Item::Use(_) => true,
        Item::Fn(item) => {
            let returns = item.sig.output.to_token_stream().to_string();
            let name = item.sig.ident.to_string();
            returns.contains("Routes") || returns.contains("Router") || OF_A_PROVIDER.contains(&name.as_str())
        }
        _ => false,
    }
}
