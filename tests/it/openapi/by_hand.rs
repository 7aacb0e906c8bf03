//! What no type says: JSON that is read or written by hand.

use mockdrive::sandbox::Quirk;
use serde_json::{Map, Value, json};

use crate::support::types::ByHand;

/// The bodies of handlers that read more than their argument says, by the names of their routes: types in Rust, or
/// behind `=` the content type of bytes.
pub const BODIES: [(&str, &str); 5] = [
    ("faults_add", "RuleForm"),
    ("faults_put", "AllFaults"),
    ("seed_post", "Seed"),
    ("settings_put", "Settings"),
    ("snapshots_import", "=application/zip"),
];

/// The routes whose body needs one of several members.
pub const NOTHING: [&str; 2] = ["clock_advance", "faults_add"];

/// What a listing adds to a rule. What is put back may have it, and it is ignored.
fn counts() -> Value {
    let count = |what: &str| json!({"type": "integer", "minimum": 0, "description": what});
    let wait = json!({
        "type": "object",
        "description": "A client that came back.",
        "properties": {
            "n": count("The number of its request."),
            "asked_ms": count("How many milliseconds it was asked to stay away."),
            "waited_ms": count("How many milliseconds it stayed away."),
        },
        "required": ["n", "asked_ms", "waited_ms"],
    });
    json!({
        "matched": count("How many requests have matched."),
        "hits": count("How often it has fired."),
        "spent": {"type": "boolean", "description": "Whether it fires no more."},
        "early": count("How many requests came before their `Retry-After` was over."),
        "waits": {"type": "array", "items": wait, "description": "The last 20 clients that came back."},
        "requests": {"type": "array", "items": {"type": "integer", "minimum": 0},
            "description": "The numbers of the last 20 requests that it has hit."},
    })
}

/// The schemas of what no type is written for, made of the definitions of the types.
pub fn composed(definitions: &Map<String, Value>) -> [(&'static str, Value); 4] {
    let Value::Object(counts) = counts() else { unreachable!("it is an object") };
    let mut given = definitions["Fault"].clone();
    let required: Vec<&str> = counts.keys().map(String::as_str).chain(["id"]).collect();
    let mut listed = given.clone();
    listed["description"] = "A fault as it was written, with its counts.".into();
    listed["required"] = json!(required);
    listed.as_object_mut().expect("an object").remove("additionalProperties");
    for rule in [&mut given, &mut listed] {
        rule["properties"].as_object_mut().expect("members").extend(counts.clone());
    }
    let list = |name: &str, of: &str, what: &str| {
        let items = json!({"type": "array", "items": {"$ref": format!("#/components/schemas/{of}")}, "description": what});
        json!({"type": "object", "properties": {name: items}, "required": [name], "description": what})
    };
    [
        ("Fault", given),
        ("ListedFault", listed),
        ("ListedFaults", list("faults", "ListedFault", "The rules, in the order in which they are tried.")),
        ("Tree", list("drives", "Drive", "Drives with their items.")),
    ]
}

/// The types of the data of events, by what these are called.
pub const EVENTS: [(&str, &str, &str); 7] = [
    ("clock", "clock", "ClockBody"),
    ("fault", "", "ListedFault"),
    ("lost", "events", "Lost"),
    ("notification", "notifications", "NotificationBody"),
    ("request", "entries", "RecordedRequest"),
    ("sandbox", "sandboxes", "ChangedSandbox"),
    ("task", "tasks", "TaskBody"),
];

/// The schemas of types and members whose JSON is read or written by hand.
pub fn table() -> ByHand {
    let effect = json!({"anyOf": [{"$rust": "EffectForm"}, {"type": "string"}]});
    let effect_or_none = json!({"anyOf": [{"$rust": "EffectForm"}, {"type": "string"}, {"type": "null"}]});
    let code = json!({"type": ["string", "integer"]});
    let word = json!({"type": ["string", "integer", "boolean"]});
    let names: Vec<&str> = Quirk::ALL.iter().map(|quirk| quirk.name()).collect();
    ByHand::new([
        ("=Pace", json!({"type": "string"})),
        ("=Quirks", json!({"type": "array", "items": {"type": "string", "enum": names}})),
        ("AllFaults.faults", json!({"type": "array", "items": {"$rust": "RuleForm"}})),
        ("RuleForm.effect", effect),
        ("RuleForm.effects", json!({"type": "array", "items": effect_or_none})),
        ("EffectForm.error", code.clone()),
        ("EffectForm.delay", json!({"anyOf": [{"type": "integer", "minimum": 0}, {"$rust": "DelayForm"}]})),
        (
            "UploadForm.then",
            json!({"anyOf": [{"type": "string", "enum": ["reset", "close", "stall"]}, {"$rust": "EffectForm"}]}),
        ),
        ("TaskForm.error", code),
        (
            "Words",
            json!({
                "description": "One word, or a list of which any counts; numbers, `true` and `false` are words too.",
                "anyOf": [word, {"type": "array", "items": word, "minItems": 1}],
            }),
        ),
        (
            "Times",
            json!({
                "description": "How often something is expected: so many times, or within bounds.",
                "anyOf": [{"type": "integer", "minimum": 0}, {"$rust": "Bounds"}],
            }),
        ),
        (
            "Clean",
            json!({
                "description": "What must not have happened: a list, or `true` for all.",
                "anyOf": [{"type": "boolean"}, {"type": "array", "items": {"$rust": "Check"}}],
            }),
        ),
    ])
}
