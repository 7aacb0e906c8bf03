//! The paths that a file names, made absolute.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{
    Attribute, Ident, Item, ItemMod, ItemUse, Macro, Meta, UseTree, VisRestricted,
    visit::{self, Visit},
};

use super::source::Source;

/// A path that a file names.
pub struct Named {
    /// The way to it from the root of the crate, `["world", "node", "Node"]`; or from another crate's name.
    pub path: Vec<String>,
    /// Whether it is another crate's.
    pub foreign: bool,
    /// The line.
    pub line: usize,
    /// Whether it stands in a test.
    pub in_test: bool,
}

/// All paths that a file names: in `use`, in code and types, in attributes, and in what macros are called with.
///
/// `pub(super)` names nobody, and neither does a `mod x;`.
pub fn names(source: &Source, modules: &HashSet<Vec<String>>, in_test: bool) -> Vec<Named> {
    let mut reader = Reader {
        module: source.module.clone(),
        modules,
        scopes: vec![Scope::of(&source.syntax.items)],
        in_test,
        found: Vec::new(),
    };
    reader.visit_file(&source.syntax);
    reader.found
}

/// The modules that only tests have: those behind a `#[cfg(test)] mod x;`.
pub fn test_modules(sources: &[Source]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for source in sources {
        for item in &source.syntax.items {
            if let Item::Mod(module) = item
                && module.content.is_none()
                && is_test(&module.attrs)
            {
                found.push(child(&source.module, &module.ident));
            }
        }
    }
    found
}

fn child(module: &[String], name: &Ident) -> Vec<String> {
    module.iter().cloned().chain([name.to_string()]).collect()
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || matches!(&attribute.meta, Meta::List(list)
                if list.path.is_ident("cfg") && list.tokens.to_string() == "test")
    })
}

/// What `use` brings into a module: short names for whole paths.
#[derive(Default)]
struct Scope {
    imports: HashMap<String, Vec<Ident>>,
}

impl Scope {
    fn of(items: &[Item]) -> Self {
        let mut scope = Self::default();
        for item in items {
            if let Item::Use(item) = item {
                scope.add(item);
            }
        }
        scope
    }

    fn add(&mut self, item: &ItemUse) {
        leaves(&item.tree, &mut Vec::new(), &mut |path, alias| {
            if let Some(alias) = alias {
                self.imports.insert(alias.to_string(), path.to_vec());
            }
        });
    }
}

/// Calls back for each path in a tree of `use`, with the name that it gets; a glob has none.
fn leaves(tree: &UseTree, above: &mut Vec<Ident>, found: &mut impl FnMut(&[Ident], Option<&Ident>)) {
    match tree {
        UseTree::Path(path) => {
            above.push(path.ident.clone());
            leaves(&path.tree, above, found);
            above.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, above, found)),
        UseTree::Glob(_) => found(above, None),
        UseTree::Name(_) | UseTree::Rename(_) => {
            let (name, alias) = match tree {
                UseTree::Rename(rename) => (&rename.ident, Some(&rename.rename)),
                UseTree::Name(name) => (&name.ident, None),
                _ => return,
            };
            if name == "self" {
                let own = above.last().cloned();
                found(above, alias.or(own.as_ref()));
            } else {
                above.push(name.clone());
                found(above, alias.or(Some(name)));
                above.pop();
            }
        }
    }
}

struct Reader<'a> {
    module: Vec<String>,
    modules: &'a HashSet<Vec<String>>,
    /// Of the file, and of each module written within it that is being read.
    scopes: Vec<Scope>,
    in_test: bool,
    found: Vec<Named>,
}

impl Reader<'_> {
    fn name(&mut self, path: &[Ident]) {
        let Some(first) = path.first() else { return };
        let (line, in_test) = (first.span().start().line, self.in_test);
        if let Some((path, foreign)) = self.resolve(path, 0) {
            self.found.push(Named { path, foreign, line, in_test });
        }
    }

    /// The absolute path, and whether it is another crate's; none for what is declared nearby.
    fn resolve(&self, path: &[Ident], round: usize) -> Option<(Vec<String>, bool)> {
        let words: Vec<String> = path.iter().map(Ident::to_string).collect();
        let (first, rest) = words.split_first()?;
        let below = |module: &[String], rest: &[String]| Some(([module, rest].concat(), false));
        match first.as_str() {
            // The binary calls the library by its name.
            "crate" | "mockdrive" => return below(&[], rest),
            "self" => return below(&self.module, rest),
            "super" => {
                let ups = words.iter().take_while(|word| *word == "super").count();
                return below(&self.module[..self.module.len().checked_sub(ups)?], &words[ups..]);
            }
            _ => {}
        }
        let imported = self.scopes.last()?.imports.get(first);
        // `use bytes::Bytes` gives a name to itself at the end: a round is enough.
        if let Some(imported) = imported.filter(|_| round == 0) {
            let whole: Vec<Ident> = imported.iter().chain(path.iter().skip(1)).cloned().collect();
            return self.resolve(&whole, 1);
        }
        if rest.is_empty() {
            return None;
        }
        let child = [self.module.as_slice(), std::slice::from_ref(first)].concat();
        if self.modules.contains(&child) {
            return below(&child, rest);
        }
        let is_crate = first.chars().next().is_some_and(char::is_lowercase);
        is_crate.then_some((words, true))
    }

    /// Reads the paths in what a macro or an attribute is given, which is no syntax yet.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<Ident> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.end(&mut path);
                    }
                    path.push(ident);
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Group(group) if group.delimiter() != Delimiter::None || colons == 0 => {
                    self.end(&mut path);
                    colons = 0;
                    self.tokens(group.stream());
                }
                _ => {
                    self.end(&mut path);
                    colons = 0;
                }
            }
        }
        self.end(&mut path);
    }

    fn end(&mut self, path: &mut Vec<Ident>) {
        if path.len() > 1 {
            self.name(path);
        }
        path.clear();
    }

    fn within(&mut self, in_test: bool, read: impl FnOnce(&mut Self)) {
        let before = self.in_test;
        self.in_test |= in_test;
        read(self);
        self.in_test = before;
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes: &[Attribute] = match item {
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            Item::Const(item) => &item.attrs,
            _ => &[],
        };
        self.within(is_test(attributes), |reader| visit::visit_item(reader, item));
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let Some((_, items)) = &item.content else { return };
        self.module.push(item.ident.to_string());
        self.scopes.push(Scope::of(items));
        self.within(is_test(&item.attrs), |reader| visit::visit_item_mod(reader, item));
        self.scopes.pop();
        self.module.pop();
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.within(is_test(&item.attrs), |reader| visit::visit_impl_item_fn(reader, item));
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        // A `use` within a function is read as one of its module.
        if let Some(scope) = self.scopes.last_mut() {
            scope.add(item);
        }
        let mut paths = Vec::new();
        leaves(&item.tree, &mut Vec::new(), &mut |path, _| paths.push(path.to_vec()));
        for path in paths {
            // The name that it brings in is not what it begins with.
            let (line, in_test) = (path[0].span().start().line, self.in_test);
            if let Some((path, foreign)) = self.resolve(&path, 1) {
                self.found.push(Named { path, foreign, line, in_test });
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let words: Vec<Ident> = path.segments.iter().map(|segment| segment.ident.clone()).collect();
        self.name(&words);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        visit::visit_macro(self, call);
        self.tokens(call.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
        }
    }

    fn visit_vis_restricted(&mut self, _: &'ast VisRestricted) {}
}
