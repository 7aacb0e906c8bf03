//! What a snapshot file has of a sandbox, as the types say it that it is written from.
//!
//! A file that one version wrote is read by the next one, or refused by the number of its format. So whoever changes what
//! is written gives `FORMAT` in `src/snapshot/head.rs` a new number, reads the old form too if that can be done, and
//! then writes the list anew: `UPDATE_EXPECT=1 cargo test --test it stored`.

use std::{fmt::Write, fs, path::Path};

use expect_test::expect_file;
use quote::ToTokens;
use syn::{Attribute, Fields, Item};

use crate::architecture::files;

/// Whether something is derived that writes values, and what serde is told.
fn is_written(attributes: &[Attribute]) -> bool {
    let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    derives.map(|attribute| attribute.to_token_stream().to_string()).any(|text| text.contains("Serialize"))
}

fn told(attributes: &[Attribute]) -> String {
    let told = attributes.iter().filter(|attribute| attribute.path().is_ident("serde"));
    told.map(|attribute| attribute.to_token_stream().to_string() + " ").collect()
}

fn fields(fields: &Fields) -> String {
    let field = |field: &syn::Field| {
        let name = field.ident.as_ref().map_or(String::new(), |name| format!("{name}: "));
        format!("{}{name}{}", told(&field.attrs), field.ty.to_token_stream())
    };
    fields.iter().map(field).collect::<Vec<_>>().join(", ")
}

/// The types of a file that are written, a line each; variants have lines of their own.
fn list(file: &Path, lines: &mut Vec<String>) {
    let text = fs::read_to_string(file).expect("text");
    for item in syn::parse_file(&text).expect("Rust").items {
        match item {
            Item::Struct(item) if is_written(&item.attrs) => {
                lines.push(format!("{}{}: {}", told(&item.attrs), item.ident, fields(&item.fields)));
            }
            Item::Enum(item) if is_written(&item.attrs) => {
                let mut line = format!("{}{}:", told(&item.attrs), item.ident);
                for variant in &item.variants {
                    write!(line, "\n    {} {}", variant.ident, fields(&variant.fields)).expect("a string");
                }
                lines.push(line);
            }
            _ => {}
        }
    }
}

#[test]
fn what_is_written_of_a_sandbox_is_what_its_format_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside =
        ["snapshot/head.rs", "sandbox/clock.rs", "sandbox/usage.rs"].map(|file| root.join("src").join(file));
    let mut lines = Vec::new();
    for file in files("src/world").iter().chain(&beside) {
        list(file, &mut lines);
    }
    lines.sort();
    assert!(lines.iter().any(|line| line.starts_with("Node: ")), "they are found");
    expect_file!["stored/format-1.txt"].assert_eq(&(lines.join("\n") + "\n"));
}
