//! Scaling pictures: how a picture is brought to a size; which sizes there are is each provider's.

use std::io::Cursor;

use super::blocking::heavy;
use crate::{
    sandbox::Memory,
    world::{Content, Error},
};
use bytes::Bytes;
use image::{
    DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType,
    metadata::Orientation,
};

/// The longest edge of a picture that is decoded, in pixels.
const LONGEST_EDGE: u32 = 16_384;
/// The most memory that decoding a picture may take, in bytes.
const MOST_MEMORY: u64 = 256 << 20;
/// The longest edge that a size may have, in pixels.
pub const LARGEST: u32 = 4096;

/// A size that a picture is scaled to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    width: u32,
    height: u32,
    /// Whether the picture fills the size and is cropped, or fits into it.
    crop: bool,
}

impl Size {
    /// Returns a size into which a picture fits whole.
    ///
    /// An edge is between 1 and [`LARGEST`]; no size has another one.
    pub fn fit(width: u32, height: u32) -> Option<Self> {
        Self::new(width, height, false)
    }

    /// Returns a size that a picture fills, where what stands out is cut off.
    pub fn fill(width: u32, height: u32) -> Option<Self> {
        Self::new(width, height, true)
    }

    fn new(width: u32, height: u32, crop: bool) -> Option<Self> {
        let fits = [width, height].into_iter().all(|edge| (1..=LARGEST).contains(&edge));
        fits.then_some(Self { width, height, crop })
    }

    /// Returns width, height and whether what stands out is cut off.
    pub fn parts(self) -> (u32, u32, bool) {
        (self.width, self.height, self.crop)
    }

    /// Returns the dimensions of a scaled picture; one that fits is not enlarged.
    pub fn of(self, (width, height): (u32, u32)) -> (u32, u32) {
        let (width, height) = (u64::from(width.max(1)), u64::from(height.max(1)));
        let (most_wide, most_high) = (u64::from(self.width), u64::from(self.height));
        // A picture is fitted into the size, but a crop is fitted into the picture.
        let (wide, high) = if self.crop {
            fitted((most_wide, most_high), (width, height))
        } else {
            fitted((width, height), (most_wide, most_high))
        };
        let edge = |edge: u64| u32::try_from(edge.max(1)).unwrap_or(LARGEST);
        (edge(wide), edge(high))
    }
}

/// Returns the first dimensions, reduced until they fit into the second; their ratio stays.
fn fitted((width, height): (u64, u64), (most_wide, most_high): (u64, u64)) -> (u64, u64) {
    // Which edge reaches its limit first is compared in whole numbers.
    if width <= most_wide && height <= most_high {
        (width, height)
    } else if most_wide * height <= most_high * width {
        (most_wide, (height * most_wide + width / 2) / width)
    } else {
        ((width * most_high + height / 2) / height, most_high)
    }
}

/// Returns the dimensions of a picture as it is shown; none for what cannot be decoded.
pub fn dimensions(content: &Content) -> Option<(u32, u32)> {
    let mut decoder = decoder(content)?;
    let (width, height) = decoder.dimensions();
    Some(if turns(decoder.orientation().ok()?) { (height, width) } else { (width, height) })
}

/// Returns a scaled picture, as PNG; none for what cannot be decoded.
fn scale(content: &Content, size: Size) -> Option<Vec<u8>> {
    let mut decoder = decoder(content)?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    let (width, height) = size.of(picture.dimensions());
    let scaled = if size.crop {
        picture.resize_to_fill(width, height, FilterType::Triangle)
    } else {
        picture.resize_exact(width, height, FilterType::Triangle)
    };
    let mut png = Cursor::new(Vec::new());
    DynamicImage::from(scaled.into_rgba8()).write_to(&mut png, ImageFormat::Png).ok()?;
    Some(png.into_inner())
}

/// Returns a scaled picture as [`scale`] does, made on another thread.
///
/// # Errors
/// [`Error::QuotaExceeded`] if there is no room.
pub async fn png(content: Content, size: Size, memory: &Memory) -> Result<Option<Bytes>, Error> {
    let png = heavy(memory, room(&content, size), move || scale(&content, size)).await?;
    Ok(png.map(|png| memory.keep(png)).transpose()?)
}

/// Returns the most memory that scaling a picture takes.
fn room(content: &Content, size: Size) -> u64 {
    // What is decoded is turned once.
    let head = decoder(content);
    let decoded = head.map_or(MOST_MEMORY, |decoder| decoder.total_bytes());
    let scaled = u64::from(size.width) * u64::from(size.height) * 4;
    2 * decoded + 3 * scaled
}

/// Returns a decoder, unless the picture would take too much memory.
fn decoder(content: &Content) -> Option<impl ImageDecoder + '_> {
    let mut reader = ImageReader::new(content.reader()).with_guessed_format().ok()?;
    reader.format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_EDGE);
    limits.max_image_height = Some(LONGEST_EDGE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let fits = width <= LONGEST_EDGE && height <= LONGEST_EDGE && decoder.total_bytes() <= MOST_MEMORY;
    (fits && width > 0 && height > 0).then_some(decoder)
}

/// Returns whether an orientation swaps width and height.
fn turns(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat};

    use super::{Content, Size, dimensions, scale};

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut bytes, format).expect("a picture");
        bytes.into_inner()
    }

    #[test]
    fn sizes_keep_the_shape_of_a_picture() {
        for (size, of, expected) in [
            (Size::fit(96, 96), (640, 400), Some((96, 60))),
            (Size::fit(176, 176), (400, 640), Some((110, 176))),
            (Size::fit(800, 800), (640, 400), Some((640, 400))),
            (Size::fill(800, 800), (640, 400), Some((400, 400))),
            (Size::fill(800, 800), (1640, 900), Some((800, 800))),
            (Size::fill(600, 300), (300, 200), Some((300, 150))),
            (Size::fit(300, 400), (640, 400), Some((300, 188))),
            (Size::fill(300, 400), (640, 400), Some((300, 400))),
            (Size::fit(96, 96), (10_000, 1), Some((96, 1))),
            (Size::fit(0, 1), (1, 1), None),
            (Size::fill(1, 4097), (1, 1), None),
        ] {
            assert_eq!(size.map(|size| size.of(of)), expected, "{size:?}");
        }
    }

    #[test]
    fn pictures_of_every_format_are_scaled_to_png() {
        for format in
            [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::Bmp, ImageFormat::WebP]
        {
            let large = Content::new(picture(200, 100, format).into());
            assert_eq!(dimensions(&large), Some((200, 100)), "{format:?}");
            let small = scale(&large, Size::fit(96, 96).expect("a size")).expect("a picture");
            assert!(small.starts_with(b"\x89PNG"));
            assert_eq!(dimensions(&Content::new(small.into())), Some((96, 48)), "{format:?}");
        }
    }

    #[test]
    fn what_is_no_picture_or_would_take_too_much_memory_is_not_opened() {
        let mut bomb = picture(1, 1, ImageFormat::Png);
        // The header says 16384 by 16384; the checksum of the header is corrected.
        bomb[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
        let crc = crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&crc.to_be_bytes());
        let cut = &picture(200, 100, ImageFormat::Png)[..60];
        let size = Size::fit(96, 96).expect("a size");
        for bytes in [&bomb[..], b"", b"Hello", b"\x89PNG\r\n\x1a\n", &[0xff, 0xd8, 0xff][..], cut] {
            assert_eq!(
                scale(&Content::new(bytes.to_vec().into()), size),
                None,
                "{:?}",
                &bytes[..bytes.len().min(8)]
            );
        }
        assert_eq!(dimensions(&Content::new(bomb.into())), None);
    }

    /// CRC-32 as PNG has it.
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
        })
    }
}
