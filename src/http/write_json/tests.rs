//! The writer writes what `serde_json` writes.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value};

use super::to_json;

/// Every kind of type that the data model of serde knows.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct All<'a> {
    empty: [u8; 0],
    none: Option<u8>,
    some: Option<char>,
    unit: (),
    unit_struct: Unit,
    empty_struct: Empty,
    newtype: Newtype<'a>,
    tuple: (u8, bool, &'a str),
    tuple_struct: Pair,
    variants: [Variant; 4],
    integers: (i8, i16, i32, i64, u16, u32, u64),
    fractions: (f32, f64, f64, f64),
    by_number: BTreeMap<i32, Pair>,
    by_char: BTreeMap<char, bool>,
    #[serde(flatten)]
    flat: BTreeMap<String, Vec<Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    absent: Option<u8>,
    shown: std::net::Ipv4Addr,
}

#[derive(Serialize)]
struct Unit;
#[derive(Serialize)]
struct Empty {}
#[derive(Serialize)]
struct Newtype<'a>(&'a str);
#[derive(Serialize)]
struct Pair(u8, &'static str);
#[derive(Serialize)]
enum Variant {
    Unit,
    Newtype(u8),
    Tuple(u8, &'static str),
    Struct { a: u8, b: Option<u8> },
}

#[test]
fn every_kind_of_type_is_written_as_serde_json_does() {
    let all = All {
        empty: [],
        none: None,
        some: Some('"'),
        unit: (),
        unit_struct: Unit,
        empty_struct: Empty {},
        newtype: Newtype("line\nbreak"),
        tuple: (1, true, ""),
        tuple_struct: Pair(2, "{"),
        variants: [
            Variant::Unit,
            Variant::Newtype(3),
            Variant::Tuple(4, "["),
            Variant::Struct { a: 5, b: None },
        ],
        integers: (i8::MIN, -1, i32::MIN, i64::MIN, 0, 1, u64::MAX),
        fractions: (0.1, 100.0, 1e300, f64::NAN),
        by_number: [(-1, Pair(0, "")), (1, Pair(1, "]"))].into(),
        by_char: [('a', true), ('"', false)].into(),
        flat: [("list".into(), vec![Value::Null, Value::Object(Map::new()), Value::Array(Vec::new())])]
            .into(),
        absent: None,
        shown: std::net::Ipv4Addr::LOCALHOST,
    };
    assert_eq!(
        String::from_utf8(to_json(&all)).expect("UTF-8"),
        serde_json::to_string(&all).expect("written")
    );
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn a_value_is_written_as_serde_json_does(value in values()) {
        prop_assert_eq!(to_json(&value), serde_json::to_vec(&value).expect("written"));
    }
}
