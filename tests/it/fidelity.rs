//! The fidelity pages tell of every route.

use std::{fs, path::Path};

use mockdrive::server;

#[test]
fn every_route_has_its_row() {
    let mut missing = Vec::new();
    for (api, route) in server::routes() {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/fidelity/{}.md", api.name()));
        let text = fs::read_to_string(&page).expect("a page for each API");
        let row = format!("{} {}", route.method, route.path);
        if !text.contains(&row) {
            missing.push(format!("{}: {row}", api.name()));
        }
    }
    assert_eq!(missing, [""; 0], "rows that docs/fidelity lacks");
}
