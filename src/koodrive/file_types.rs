//! Types of files: numbers that the vendor gives to groups of extensions.
//!
//! See <https://support.huaweicloud.com/api-koodrive/getFile.html>.

use crate::world::{Node, name::extension};

/// The type of a folder.
pub const FOLDER: u32 = 10;
/// The type of a picture.
pub const IMAGE: u32 = 15;

/// All types but folders and other files, with their extensions.
const TYPES: [(u32, &[&str]); 8] = [
    (IMAGE, &["bmp", "ilbm", "png", "gif", "jpeg", "jpg", "webp"]),
    (
        20,
        &[
            "avi", "mpeg", "mpg", "divx", "xvid", "rm", "rmvb", "mov", "qt", "asf", "wmv", "navi", "vob",
            "3gp", "mp4", "flv", "avs", "mkv", "ogm", "ts", "tp", "nsv",
        ],
    ),
    (26, &["txt", "rtf", "doc", "docx", "docm", "odt", "dot", "dotm", "dotx"]),
    (
        27,
        &[
            "xls", "xlsx", "xlsm", "xlsb", "xml", "xltx", "xltm", "xlt", "prn", "dif", "slk", "xlam", "xla",
            "csv", "ods", "sxc",
        ],
    ),
    (28, &["ppt", "pptx", "pptm", "potx", "potm", "pot", "ppsx", "ppsm", "pps", "ppam"]),
    (30, &["mp3", "wav", "flac", "aac", "ogg", "m4a", "wma", "ape", "amr"]),
    (35, &["zip", "7z", "rar", "tar", "gz", "bz2"]),
    (40, &["apk", "exe", "msi", "ipa", "dmg"]),
];

/// The type of a file of no other type.
const OTHER: u32 = 45;
/// A smart folder, which only some tenants have.
const SMART_FOLDER: u32 = 11;

/// Returns the type of an item.
pub fn of(node: &Node) -> u32 {
    if node.is_folder() {
        return FOLDER;
    }
    let suffix = extension(&node.name);
    let found = TYPES.iter().find(|(_, suffixes)| suffixes.contains(&&*suffix));
    found.map_or(OTHER, |(file_type, _)| *file_type)
}

/// Whether the vendor knows this type.
pub fn is_known(file_type: i64) -> bool {
    let known = TYPES.iter().map(|(known, _)| *known).chain([FOLDER, SMART_FOLDER, OTHER]);
    known.into_iter().any(|known| i64::from(known) == file_type)
}
