//! Sheets of cells, which `et` and `ksheet` serve alike.

pub mod list;
pub mod read;
pub mod update;
