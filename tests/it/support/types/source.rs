//! The files of `src` whose types are read.

use std::{fs, path::Path};

use syn::{Attribute, Item};

/// A file, read.
pub struct Source {
    /// Its path below `src`, without `.rs`: `control/faults`.
    pub name: String,
    pub syntax: syn::File,
}

/// Some files.
pub struct Sources(pub Vec<Source>);

impl Sources {
    /// Reads files, and all that is in folders, below `src`.
    pub fn read(places: &[&str]) -> Self {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut left: Vec<_> = places.iter().map(|place| src.join(place)).collect();
        let mut sources = Vec::new();
        while let Some(path) = left.pop() {
            if path.is_dir() {
                left.extend(
                    fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()),
                );
                continue;
            }
            let text =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let name = path.strip_prefix(&src).expect("below src").with_extension("");
            sources.push(Source { name: name.to_str().expect("text").replace('\\', "/"), syntax });
        }
        sources.sort_by(|a, b| a.name.cmp(&b.name));
        Self(sources)
    }

    pub fn file(&self, name: &str) -> &Source {
        let found = self.0.iter().find(|source| source.name == name);
        found.unwrap_or_else(|| panic!("there is no src/{name}.rs"))
    }

    /// The type that a name means in a file: the one there, or else the only one that JSON is made of.
    pub fn find(&self, file: &str, name: &str) -> (&Source, &Item) {
        let own = self.file(file).item(name).map(|item| (self.file(file), item));
        own.unwrap_or_else(|| {
            let items = self.0.iter().filter_map(|source| Some((source, source.item(name)?)));
            let found: Vec<_> = items.filter(|(source, _)| source.is_json(name)).collect();
            let [one] = *found else {
                let files: Vec<_> = found.iter().map(|(source, _)| &source.name).collect();
                panic!(
                    "`{name}` in src/{file}.rs: there are {} types for JSON of this name: {files:?}",
                    found.len()
                )
            };
            one
        })
    }
}

impl Source {
    fn item(&self, name: &str) -> Option<&Item> {
        self.syntax.items.iter().find(|item| match item {
            Item::Struct(item) => item.ident == name,
            Item::Enum(item) => item.ident == name,
            _ => false,
        })
    }

    /// Whether JSON is made of a type here, or it of JSON.
    fn is_json(&self, name: &str) -> bool {
        self.implements(name, "Serialize") || self.implements(name, "Deserialize")
    }

    /// Whether a type here has a trait of `serde`, derived or by hand.
    pub fn implements(&self, name: &str, what: &str) -> bool {
        let derives = |attributes: &[Attribute]| {
            let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
            derives.into_iter().any(|attribute| {
                let words = attribute.meta.require_list().expect("a list").tokens.to_string();
                words.split(',').any(|word| word.trim() == what)
            })
        };
        self.syntax.items.iter().any(|item| match item {
            Item::Struct(item) => item.ident == name && derives(&item.attrs),
            Item::Enum(item) => item.ident == name && derives(&item.attrs),
            Item::Impl(item) => {
                let of = item.trait_.as_ref().and_then(|(path, _)| path.segments.last());
                let is_it = matches!(&*item.self_ty, syn::Type::Path(path) if path.path.is_ident(name));
                is_it && of.is_some_and(|segment| segment.ident == what)
            }
            _ => false,
        })
    }

    /// The functions.
    pub fn function(&self, name: &str) -> &syn::ItemFn {
        let found = self.syntax.items.iter().find_map(|item| match item {
            Item::Fn(item) if item.sig.ident == name => Some(item),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("src/{}.rs has no function `{name}`", self.name))
    }
}
