//! `imageProcess`: the size of the thumbnails that a list has links to, in the syntax of OBS.
//!
//! See <https://support.huaweicloud.com/intl/en-us/fg-obs/obs_01_0473.html>. Only what the pages of the drive name is
//! known: one resizing that keeps the shape of a picture.

use super::{
    error::Error,
    json::{Loose, Query},
};
use crate::http::picture::{LARGEST, Size};

/// Reads `image/resize,m_lfit,h_128,w_128`; an edge that is not given is as long as it may be.
pub fn size(given: &Loose<String>) -> Result<Option<Size>, Error> {
    given.0.as_deref().map(|text| read(text).ok_or(Error::Parameters)).transpose()
}

fn read(text: &str) -> Option<Size> {
    let (mut width, mut height, mut fill) = (None, None, None);
    for part in text.strip_prefix("image/resize,")?.split(',') {
        let (name, value) = part.split_once('_')?;
        let taken = match name {
            "w" => width.replace(value.parse().ok()?).is_some(),
            "h" => height.replace(value.parse().ok()?).is_some(),
            "m" => !matches!(value, "lfit" | "fill") || fill.replace(value == "fill").is_some(),
            _ => true,
        };
        if taken {
            return None;
        }
    }
    width.or(height)?;
    let (width, height) = (width.unwrap_or(LARGEST), height.unwrap_or(LARGEST));
    if fill == Some(true) { Size::fill(width, height) } else { Size::fit(width, height) }
}

/// Returns the size of thumbnails that a query asks for, which has two names; the exact one counts.
pub fn of_query(query: &Query) -> Result<Option<Size>, Error> {
    let usages =
        [("minThumbnail", 64), ("midThumbnail", 128), ("largeThumbnail", 256), ("superLargeThumbnail", 512)];
    let named = query.word("usage", &usages)?.and_then(|edge| Size::fit(edge, edge));
    Ok(size(&Loose(query.get("imageProcess").map(str::to_owned)))?.or(named))
}

#[cfg(test)]
mod tests {
    use super::{Size, read};

    #[test]
    fn a_resizing_is_read_and_nothing_else() {
        for (text, expected) in [
            ("image/resize,m_lfit,h_128,w_128", Some((128, 128, false))),
            ("image/resize,w_64", Some((64, 4096, false))),
            ("image/resize,h_9,m_fill,w_7", Some((7, 9, true))),
            ("image/resize", None),
            ("image/resize,", None),
            ("image/resize,m_lfit", None),
            ("image/resize,m_pad,w_1", None),
            ("image/resize,w_0", None),
            ("image/resize,w_4097", None),
            ("image/resize,w_1,w_2", None),
            ("image/resize,w_1,p_50", None),
            ("image/rotate,90", None),
            ("image/resize,w_1/rotate,90", None),
        ] {
            assert_eq!(read(text).map(Size::parts), expected, "{text}");
        }
    }
}
