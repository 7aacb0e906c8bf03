//! Where an upload goes, as clients say it.

use serde::Deserialize;

use super::hashes::{self, HashBody, Needed};
use crate::{
    http::body::Object,
    world::{
        self, Ability, Destination, Expected, MetadataPatch, Node, OnConflict, Timestamp, UploadId,
        UploadSpec, World,
    },
    wps::{auth::Caller, dialect::Dialect, error::Error, ids, on_conflict, tasks::batch, texts},
};

/// What all uploads say in their bodies.
#[derive(Deserialize)]
pub struct TargetBody {
    size: i64,
    name: Option<String>,
    file_id: Option<String>,
    hashes: Option<Vec<Object<HashBody>>>,
    on_name_conflict: Option<String>,
    parent_path: Option<Vec<String>>,
    display_size: Option<i64>,
}

/// What those say that hand out a storage address.
#[derive(Deserialize)]
pub struct StoreBody {
    upload_scene: Option<String>,
    #[serde(rename = "internal")]
    _internal: Option<bool>,
    storage_base_domain: Option<String>,
}

/// What an upload is for.
pub struct Target {
    /// The size in bytes.
    pub size: u64,
    /// What the content has to be like.
    pub expected: Expected,
    /// What becomes of a file that is there.
    pub on_conflict: OnConflict,
    name: String,
    file_id: Option<String>,
    parent_path: Vec<String>,
}

impl StoreBody {
    /// Refuses words that nobody knows.
    ///
    /// # Errors
    /// [`Error::NotSupported`].
    pub fn check(&self, caller: &Caller) -> Result<(), Error> {
        let is_strict = caller.dialect == Dialect::Public && caller.settings().wps_strict_scene;
        match self.upload_scene.as_deref() {
            None if is_strict => return Err(Error::NotSupported("upload_scene is missing.".into())),
            None | Some("normal_upload" | "roaming_upload") => {}
            Some(other) => {
                return Err(Error::NotSupported(format!("upload_scene: {other:?} is not known.").into()));
            }
        }
        check_domain(self.storage_base_domain.as_deref())
    }
}

/// Refuses a domain that the storage does not have.
///
/// # Errors
/// [`Error::NotSupported`].
pub fn check_domain(domain: Option<&str>) -> Result<(), Error> {
    match domain {
        None | Some("" | "wps.cn" | "kdocs.cn" | "wps365.com") => Ok(()),
        Some(other) => {
            Err(Error::NotSupported(format!("storage_base_domain: {other:?} is not known.").into()))
        }
    }
}

impl TargetBody {
    /// Returns what the upload is for, if all of it makes sense.
    ///
    /// # Errors
    /// [`Error::Value`], [`Error::NotSupported`], those of [`texts::check_name`].
    pub fn read(self, dialect: Dialect, needed: Needed) -> Result<Target, Error> {
        let size = u64::try_from(self.size).map_err(|_| Error::Value("size is negative.".into()))?;
        if self.display_size.is_some_and(|shown| shown < self.size) {
            return Err(Error::Value("display_size is below size.".into()));
        }
        let expected = Expected {
            size: Some(size),
            ..hashes::read(self.hashes.as_deref().unwrap_or_default(), dialect, needed)?
        };
        let on_conflict = on_conflict::of_upload(self.on_name_conflict.as_deref(), dialect)?;
        let Self { name, file_id, parent_path, .. } = self;
        let parent_path = parent_path.unwrap_or_default();
        let file_id = file_id.filter(|id| !id.is_empty());
        parent_path.iter().try_for_each(|name| texts::check_name("parent_path", name))?;
        let on_conflict = if file_id.is_some() {
            // The file is the one that is meant, whatever its name.
            OnConflict::Replace
        } else {
            texts::check_name("name", name.as_deref().unwrap_or_default())?;
            on_conflict
        };
        Ok(Target { size, expected, on_conflict, name: name.unwrap_or_default(), file_id, parent_path })
    }
}

impl Target {
    /// Returns what is said by a query, without digests, of a file that gets another name where it is taken.
    ///
    /// # Errors
    /// [`Error::Value`], those of [`texts::check_name`].
    pub fn named(name: &str, size: i64) -> Result<Self, Error> {
        texts::check_name("name", name)?;
        let size = u64::try_from(size).map_err(|_| Error::Value("size is negative.".into()))?;
        Ok(Self {
            size,
            expected: Expected { size: Some(size), ..Expected::default() },
            on_conflict: batch::ON_CONFLICT,
            name: name.to_owned(),
            file_id: None,
            parent_path: Vec::new(),
        })
    }

    /// Returns the destination, if the caller may upload there and a file of this size can be made.
    ///
    /// # Errors
    /// Those of [`Caller::item`] and [`World::check_put`].
    pub fn find(
        &self,
        caller: &Caller,
        world: &World,
        drive: &str,
        parent: &str,
        now: Timestamp,
    ) -> Result<Destination, Error> {
        let to = match &self.file_id {
            Some(id) => {
                check_parent(caller, world, drive, parent)?;
                let file = caller.item(world, drive, id, Ability::Upload)?;
                if file.is_folder() {
                    return Err(world::Error::NotAFile(file.id).into());
                }
                Destination::File(file.id)
            }
            None => self.below(world, caller.folder(world, drive, parent, Ability::Upload)?)?,
        };
        permit(caller, world, &to, self.on_conflict)?;
        world.check_put(caller.actor, &to, self.size, self.on_conflict, now)?;
        Ok(to)
    }

    /// Returns the destination below a folder.
    fn below(&self, world: &World, folder: &Node) -> Result<Destination, Error> {
        let mut deepest = folder.id;
        let mut missing = self.parent_path.iter();
        while let Some(child) = missing.as_slice().first().and_then(|name| world.child(deepest, name)) {
            deepest = child;
            missing.next();
        }
        Ok(Destination::Name {
            folder: world.live_folder(deepest)?.id,
            missing: missing.map(|name| name.as_str().into()).collect(),
            name: self.name.as_str().into(),
        })
    }

    /// Opens an upload.
    ///
    /// # Errors
    /// Those of [`Self::find`].
    pub fn open(
        self,
        caller: &Caller,
        world: &mut World,
        drive: &str,
        parent: &str,
        now: Timestamp,
    ) -> Result<UploadId, Error> {
        let to = self.find(caller, world, drive, parent, now)?;
        let spec = UploadSpec {
            by: caller.actor,
            to,
            on_conflict: self.on_conflict,
            metadata: MetadataPatch::default(),
            expected: self.expected,
            deferred: true,
        };
        Ok(world.open_upload(spec, now))
    }
}

/// Refuses a folder that is none. One who updates a file need not reach the folder above it.
fn check_parent(caller: &Caller, world: &World, drive: &str, parent: &str) -> Result<(), Error> {
    let drive = caller.named_drive(world, drive)?;
    if parent == ids::ROOT {
        return Ok(());
    }
    let refuse = |error| Error::File { id: parent.into(), error };
    let folder = ids::parse_file(world, parent).ok_or(world::Error::NotFound);
    let folder = folder.and_then(|id| world.live_folder(id)).map_err(refuse)?;
    if folder.drive == drive.id { Ok(()) } else { Err(refuse(world::Error::NotFound)) }
}

/// Refuses a destination to which the caller may not upload.
///
/// # Errors
/// Those of [`Caller::permitted`].
pub fn permit(
    caller: &Caller,
    world: &World,
    to: &Destination,
    on_conflict: OnConflict,
) -> Result<(), Error> {
    let (Destination::File(id) | Destination::Name { folder: id, .. }) = to;
    let overwritten = world.occupant(to).filter(|_| on_conflict == OnConflict::Replace);
    for id in [Some(*id), overwritten].into_iter().flatten() {
        caller.permitted(world, world.live(id)?, &ids::file(id), Ability::Upload)?;
    }
    if let Destination::Name { folder, missing, .. } = to
        && !missing.is_empty()
    {
        caller.permitted(world, world.live(*folder)?, &ids::file(*folder), Ability::NewEmpty)?;
    }
    Ok(())
}
