//! Writing a snapshot file.

use std::io::{self, Write};

use data_encoding::HEXLOWER;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::head::{BLOBS, FORMAT, HEAD, Head, WORLD};
use crate::{sandbox::Saved, world::sha256};

/// Writes a state as a zip, in the order of the names of its parts.
///
/// # Errors
/// Those of what it is written to.
pub fn write(saved: &Saved, to: Box<dyn Write + '_>) -> io::Result<()> {
    let used = saved.used.sorted();
    let (world, contents) = saved.world.stored(|world| postcard::to_stdvec(&(world, used)));
    let world = world.map_err(io::Error::other)?;
    let head = Head {
        format: FORMAT,
        mockdrive: env!("CARGO_PKG_VERSION").into(),
        clock: saved.clock,
        settings: saved.settings.as_ref().clone(),
        world_sha256: HEXLOWER.encode(&sha256([&world])),
    };
    let mut zip = ZipWriter::new_stream(to);
    // Contents are read where they lie, so they are not packed. All parts are of the same date.
    let packed = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (digest, content) in &contents {
        let large = content.size() >= u64::from(u32::MAX);
        let stored = packed.compression_method(CompressionMethod::Stored).large_file(large);
        zip.start_file(format!("{BLOBS}{digest}"), stored)?;
        content.pieces().iter().try_for_each(|piece| zip.write_all(piece))?;
    }
    zip.start_file(HEAD, packed)?;
    zip.write_all(&serde_json::to_vec_pretty(&head)?)?;
    zip.start_file(WORLD, packed)?;
    zip.write_all(&world)?;
    zip.finish()?.into_inner().flush()
}
