//! What the plan of a company does not include: the fixture says it for each application.

use crate::{http::Operation, world::App};

/// All about documents.
const COMPANY_DOC: &str = "interface_company_doc";
/// Drives themselves.
const COMPANY_SPACE: &str = "interface_company_space";
/// Document libraries.
const TEAM_MANAGE: &str = "interface_team_manage";

/// The capabilities that an application of the fixture can be without.
pub const CAPABILITIES: &[&str] = &[COMPANY_DOC, COMPANY_SPACE, TEAM_MANAGE];

/// Returns the capability that an operation needs and the application is without.
pub fn lacking(app: &App, operation: &Operation) -> Option<&'static str> {
    let lacks = |capability: &&&str| app.lacks.iter().any(|lacking| **lacking == ***capability);
    let mut needed = CAPABILITIES.iter().filter(|capability| is_needed(capability, operation.name));
    needed.find(lacks).copied()
}

/// Returns whether the operation of this name needs a capability; which needs which is ours.
fn is_needed(capability: &str, name: &str) -> bool {
    match capability {
        COMPANY_DOC => {
            let others = ["users.", "service_principals.", "id_convert", "dev.", "oauth"];
            !others.iter().any(|other| name.starts_with(other))
        }
        COMPANY_SPACE => name.strip_prefix("drives.").is_some_and(|rest| !rest.starts_with("files.")),
        TEAM_MANAGE => name.starts_with("doclib"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{CAPABILITIES, is_needed};

    #[test]
    fn a_capability_opens_a_family_of_operations() {
        for (name, expected) in [
            ("files.batch_get_meta", &[true, false, false]),
            ("drives.list", &[true, true, false]),
            ("drives.files.rename", &[true, false, false]),
            ("doclibs.list", &[true, false, true]),
            ("users.current.get", &[false, false, false]),
        ] {
            let needed: Vec<_> = CAPABILITIES.iter().map(|capability| is_needed(capability, name)).collect();
            assert_eq!(needed, expected, "{name}");
        }
    }
}
