//! Making drives: 新建驱动盘.

use axum::response::Response;
use serde::Deserialize;

use super::allotee::Allotee;
use crate::{
    http::{Operation, body::Object},
    world::{DriveDetails, MemberRole, Owner, World},
    wps::{
        auth::Caller,
        dialect::Dialect,
        error::Error,
        json::Json,
        new_drive,
        render::Render,
        respond, scopes, source,
        texts::{self, GivenAttribute},
    },
};

/// 新建驱动盘
pub const CREATE: Operation = Operation { name: "drives.create", ..scopes::WRITE_DRIVES };

/// The body of [`create`]; unknown members are passed over.
#[derive(Deserialize)]
pub struct CreateBody {
    allotee_type: String,
    allotee_id: Option<String>,
    name: String,
    description: Option<String>,
    source: Option<String>,
    total_quota: Option<i64>,
    ext_attrs: Option<Vec<Object<GivenAttribute>>>,
}

/// Makes a drive for the caller, for a group that they look after, or for the application that acts.
///
/// Handles `POST /v7/drives/create`.
pub fn create(caller: Caller, Json(body): Json<CreateBody>) -> Result<Response, Error> {
    new_drive::check_name(&body.name, std::iter::empty())?;
    let description = body.description.unwrap_or_default();
    texts::check("description", &description)?;
    let total = total(body.total_quota)?;
    let attributes = texts::attributes(body.ext_attrs.as_deref().unwrap_or_default())?;
    let given_source = body.source.as_deref().filter(|source| !source.is_empty());
    let (id, world) = caller.sandbox().write_and_view(|world, now| {
        let (kind, id) = (&*body.allotee_type, body.allotee_id.as_deref());
        let allotee = Allotee::read(&caller, world, kind, id)?;
        let owner = owner(&caller, world, allotee, id)?;
        let source = source(caller.dialect, allotee, given_source)?;
        let others = world.drives().filter(|drive| allotee.has(drive)).map(|drive| &*drive.name);
        new_drive::check_name(&body.name, others)?;
        let id = world.add_drive_by(caller.actor, &body.name, owner, total, now);
        let details = DriveDetails { description: (&*description).into(), source: source.into(), attributes };
        world.describe_drive(caller.actor, id, details, now)?;
        Ok::<_, Error>(id)
    })?;
    let drive = Render::new(&caller, &world, caller.now()).drive(world.drive(id)?, false);
    Ok(respond::success(caller.dialect, &drive))
}

/// Returns how many bytes a drive may hold.
fn total(given: Option<i64>) -> Result<u64, Error> {
    let Some(given) = given else { return Ok(new_drive::TOTAL) };
    let total = u64::try_from(given).ok().filter(|total| *total > 0);
    total.ok_or_else(|| Error::Value("total_quota is more than 0.".into()))
}

/// Returns the owner of a new drive, if the caller may make one for them.
///
/// An application makes drives for itself only: a group with a drive is a document library, which needs a person.
fn owner(caller: &Caller, world: &World, allotee: Allotee, id: Option<&str>) -> Result<Owner, Error> {
    let missing = || Error::Malformed("allotee_id is missing.".into());
    match (allotee, caller.principal.user) {
        (Allotee::Person(user), _) => Ok(Owner::Personal(user)),
        (Allotee::AnyGroup, Some(_)) => Err(missing()),
        (Allotee::Group(group), Some(user)) => {
            let role = world.group(group).and_then(|group| group.role(user));
            if role >= Some(MemberRole::Admin) {
                return Ok(Owner::Team(group));
            }
            Err(Error::Forbidden("Only who looks after a group makes drives for it.".into()))
        }
        (Allotee::AnyGroup | Allotee::Group(_), None) => Err(Error::TokenKind { of_person: true }),
        (Allotee::App(_), Some(_)) => Err(Error::TokenKind { of_person: false }),
        (Allotee::App(app), None) => match caller.dialect {
            Dialect::NewPrivate | Dialect::OldPrivate if id.is_none_or(str::is_empty) => Err(missing()),
            _ => Ok(Owner::App([app].into())),
        },
    }
}

/// Returns the source of a new drive; a person's has to be named.
fn source(dialect: Dialect, allotee: Allotee, given: Option<&str>) -> Result<&str, Error> {
    let of_people = source::of_people(dialect);
    let is_person = matches!(allotee, Allotee::Person(_));
    match given {
        None if is_person => Err(Error::Malformed("source is missing.".into())),
        None => Ok(source::DEFAULT),
        Some(source) if of_people.contains(&source) => Ok(source),
        Some(source::DEFAULT) if !is_person => Ok(source::DEFAULT),
        Some(_) => Err(Error::NotSupported(format!("source is none of {}.", of_people.join(", ")).into())),
    }
}
