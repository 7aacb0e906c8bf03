//! The fidelity pages tell of every route: `routes.md` lists them all, each API's page explains what is emulated.

use std::{fmt::Write, fs, path::Path};

use expect_test::expect_file;
use mockdrive::{server, world::Api};

/// What the paths of a page are written below.
fn bases(api: Api) -> &'static [&'static str] {
    match api {
        Api::Graph | Api::Wps => &[""],
        Api::Kdocs => &["", "/api/v1/openapi"],
        Api::Koodrive => &["", "/koodrive/ose/v1"],
    }
}

#[test]
fn the_list_of_routes_is_that_of_the_server() {
    let mut list = String::from(
        "# Routes\n\nEvery route of the four APIs, as the server has it: `UPDATE_EXPECT=1 cargo test --test it fidelity` \
         writes this page. What is emulated is explained on each API's own page; the rest answers 501 in the vendor's \
         envelope. Graph answers 501 to every route that is not listed.\n",
    );
    for api in Api::ALL {
        write!(list, "\n## {}\n\n| route | operation |\n|---|---|\n", api.name()).expect("a string");
        for (_, route) in server::routes().into_iter().filter(|(of, _)| *of == api) {
            let state = if route.operation.emulated { route.operation.name } else { "501" };
            writeln!(list, "| `{} {}` | {state} |", route.method, route.path).expect("a string");
        }
    }
    expect_file!["../../docs/fidelity/routes.md"].assert_eq(&list);
}

#[test]
fn every_emulated_route_has_one_row() {
    let mut wrong = Vec::new();
    for (api, route) in server::routes() {
        if !route.operation.emulated {
            continue;
        }
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/fidelity/{}.md", api.name()));
        let text = fs::read_to_string(&page).expect("a page for each API");
        let paths: Vec<_> = bases(api).iter().filter_map(|base| route.path.strip_prefix(base)).collect();
        let names =
            |cell: &&str| paths.iter().any(|path| cell.contains(&format!("`{} {path}`", route.method)));
        let rows = text.lines().filter_map(|line| line.split('|').nth(1)).filter(names).count();
        if rows != 1 {
            wrong.push(format!("{}: {} {}: {rows} rows", api.name(), route.method, route.path));
        }
    }
    assert_eq!(wrong, [""; 0], "docs/fidelity");
}
