//! The document, made.

use std::collections::BTreeMap;

use expect_test::expect_file;
use serde_json::{Map, Value, json};

use super::{
    answers::ANSWERS,
    by_hand::{self, BODIES, EVENTS, NOTHING},
    parameters,
    routes::{Route, routes},
};
use crate::support::types::{Direction, Reader, Sources, Strictness, Style, doc_lines, faults};

/// What the types are called that would have the same name, or one that says little to strangers.
const NAMES: [(&str, &str, &str); 37] = [
    ("changes", "ChangeBody", "ItemChange"),
    ("diagnosis", "Found", "DiagnosedRequests"),
    ("diagnosis", "Listed", "DiagnosedRequest"),
    ("events", "Lost", "LostEvents"),
    ("faults", "RuleForm", "Fault"),
    ("faults", "End", "BreakOff"),
    ("faults", "OverForm", "Rate"),
    ("faults", "TaskForm", "TaskEffect"),
    ("faults", "UploadForm", "UploadEffect"),
    ("faults", "RawForm", "RawResponse"),
    ("faults", "CutForm", "Cut"),
    ("har", "Cache", "HarCache"),
    ("har", "Content", "HarContent"),
    ("har", "Creator", "HarCreator"),
    ("har", "Log", "HarLog"),
    ("har", "Pair", "HarPair"),
    ("har", "PostData", "HarPostData"),
    ("har", "Timings", "HarTimings"),
    ("items", "TreeDrive", "Drive"),
    ("items", "TreeItem", "Item"),
    ("quirks", "Entry", "Quirk"),
    ("quirks", "List", "Quirks"),
    ("sandboxes", "All", "Sandboxes"),
    ("snapshots", "All", "Snapshots"),
    ("tls", "AuthorityBody", "TlsAuthority"),
    ("tls", "CertificateBody", "TlsCertificate"),
    ("verification", "Differs", "Difference"),
    ("verification", "ExpectForm", "Expectation"),
    ("verification", "Nearest", "NearestRequest"),
    ("verification", "Problem", "VerificationProblem"),
    ("verify", "Failed", "VerificationFailed"),
    ("wait", "InVain", "WaitedInVain"),
    ("waiting", "Found", "WaitedFor"),
    ("waiting", "ItemForm", "WantedItem"),
    ("waiting", "RequestsForm", "WantedRequests"),
    ("waiting", "WantedForm", "Wanted"),
    ("tasks", "ItemBody", "TaskItem"),
];

const SERVER: &str = "../_mock";

const ABOUT: &str = "What a test sees and changes of a mockdrive server besides the vendors' APIs. docs/control.md \
    shows each operation by example.\n\nEvery operation works on the sandbox that the request chooses: by the prefix \
    `/_sandbox/{name}` of its path, else by the header `X-Mock-Sandbox`, else the sandbox `default`. A description that \
    was read below such a prefix has it in its server. What is refused comes with a `detail` that says what would have \
    been right. Members and parameters that are not described are refused.";

/// The sources that the description is made of.
pub fn sources() -> Sources {
    Sources::read(&["control", "sandbox", "fixture"])
}

/// The name of a type, by its file and its name in Rust.
fn name(file: &str, rust: &str) -> String {
    let mut folders = file.split('/').skip(1);
    let known =
        NAMES.iter().find(|(place, of, _)| *of == rust && folders.clone().any(|folder| folder == *place));
    if let Some((.., name)) = known {
        return (*name).to_owned();
    }
    let short = ["Form", "Body", "Info"].iter().find_map(|end| rust.strip_suffix(end));
    let short = short.filter(|short| !short.is_empty());
    let is_har = folders.any(|folder| folder == "har") && !rust.starts_with("Har");
    assert!(!is_har, "{rust} of a HAR file has no row in NAMES");
    short.unwrap_or(rust).to_owned()
}

/// The whole document.
pub fn document() -> Value {
    let (sources, by_hand) = (sources(), by_hand::table());
    let style = Style { definitions: "#/components/schemas/", name, lists_words: true };
    let mut making = Making { sources: &sources, reader: Reader::new(&sources, &by_hand, style) };
    let (mut paths, mut tags) = (BTreeMap::<String, Map<String, Value>>::new(), BTreeMap::new());
    making.reader.refer("control/problem", "Problem", Direction::Written);
    let routes = routes(&sources);
    for route in &routes {
        let operation = making.operation(route);
        let path = paths.entry(route.path.clone()).or_default();
        path.insert(route.method.clone(), operation);
        tags.insert(route.module.clone(), about_module(&sources, &route.module));
    }
    let unknown: Vec<_> =
        ANSWERS.iter().filter(|(id, ..)| !routes.iter().any(|route| route.id() == *id)).collect();
    assert_eq!(unknown, [&("", "", ""); 0], "rows of routes that are gone: answers.rs");
    let (mut schemas, named) = making.reader.finish();
    let paths = named(&json!(paths));
    for (name, schema) in by_hand::composed(&schemas) {
        schemas.insert(name.to_owned(), schema);
    }
    assert_eq!(by_hand.unused(), [""; 0], "rows that nothing needs: by_hand.rs");
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "mockdrive control API",
            "version": env!("CARGO_PKG_VERSION"),
            "description": ABOUT,
            "license": {"name": env!("CARGO_PKG_LICENSE"), "identifier": env!("CARGO_PKG_LICENSE")},
        },
        "servers": [{"url": SERVER, "description": "The sandbox below whose prefix this description was read."}],
        "tags": tags.iter().map(|(name, about)| json!({"name": name, "description": about})).collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "parameters": {"Sandbox": {
                "name": "X-Mock-Sandbox", "in": "header", "schema": {"type": "string"},
                "description": "The sandbox, unless the path begins with `/_sandbox/{name}`; `default` if it is left out.",
            }},
            "responses": {"Refused": refused("It is refused: `detail` says why, and what would have been right.")},
            "schemas": schemas,
        },
    });
    for (path, method) in may_be_empty(&document) {
        document["paths"][path][method]["requestBody"]["required"] = false.into();
    }
    document
}

/// The operations whose body may be empty, which is `{}`.
fn may_be_empty(document: &Value) -> Vec<(String, String)> {
    let paths = document["paths"].as_object().expect("paths").iter();
    let operations = paths.flat_map(|(path, methods)| {
        let methods = methods.as_object().expect("methods").iter();
        methods.map(move |(method, operation)| (path.clone(), method.clone(), operation))
    });
    let is_it = |operation: &Value| {
        let schema = operation.pointer("/requestBody/content/application~1json/schema");
        let says_nothing = NOTHING.iter().any(|id| operation["operationId"] == *id);
        schema.is_some_and(|schema| faults(&json!({}), schema, document, Strictness::Open).is_empty())
            && !says_nothing
    };
    operations.filter(|(.., operation)| is_it(operation)).map(|(path, method, _)| (path, method)).collect()
}

/// What a module says of itself in its first sentence.
fn about_module(sources: &Sources, module: &str) -> String {
    let lines = doc_lines(&sources.file(&format!("control/{module}")).syntax.attrs);
    let first = lines.iter().take_while(|line| !line.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    let (_, text) = first.split_once("`: ").unwrap_or_else(|| panic!("{module} does not say `path`: what"));
    text[..1].to_uppercase() + &text[1..]
}

fn refused(what: &str) -> Value {
    problem(what, json!({"$ref": "#/components/schemas/Problem"}))
}

fn problem(what: &str, schema: Value) -> Value {
    json!({"description": what, "content": {"application/problem+json": {"schema": schema}}})
}

struct Making<'a> {
    sources: &'a Sources,
    reader: Reader<'a>,
}

impl Making<'_> {
    fn operation(&mut self, route: &Route<'_>) -> Value {
        let id = route.id();
        let row = ANSWERS.iter().find(|(known, ..)| *known == id);
        let (_, answers, refusals) = row.unwrap_or_else(|| panic!("{id} has no row in answers.rs"));
        let mut responses = Map::new();
        for answer in answers.split(", ") {
            let (status, of) = answer.split_once(' ').unwrap_or((answer, ""));
            responses.insert(status.to_owned(), self.answer(route, status, of));
        }
        for status in refusals.split_whitespace() {
            responses.insert(status.to_owned(), refused(meaning(status)));
        }
        responses.insert("default".into(), json!({"$ref": "#/components/responses/Refused"}));
        let mut parameters = parameters::of(route, self.sources);
        parameters.push(json!({"$ref": "#/components/parameters/Sandbox"}));
        let mut operation = json!({
            "operationId": id,
            "tags": [route.module],
            "summary": route.summary,
            "parameters": parameters,
            "responses": responses,
        });
        if !route.description.is_empty() {
            operation["description"] = route.description.clone().into();
        }
        if let Some((kind, schema)) = self.body(route) {
            operation["requestBody"] = json!({"required": true, "content": {kind: {"schema": schema}}});
        }
        operation
    }

    /// The content type of the body, and its schema.
    fn body(&mut self, route: &Route<'_>) -> Option<(&'static str, Value)> {
        let file = format!("control/{}", route.module);
        let row = BODIES.iter().find(|(id, _)| *id == route.id());
        let schema = match (row, route.body) {
            (Some((_, rust)), _) => match rust.strip_prefix('=') {
                Some(kind) => return Some((kind, json!({"type": "string", "format": "binary"}))),
                None => self.reader.refer(&file, rust, Direction::Read),
            },
            (None, Some(body)) => self.reader.of_type(&file, body, Direction::Read).0,
            (None, None) => return None,
        };
        Some(("application/json", schema))
    }

    fn answer(&mut self, route: &Route<'_>, status: &str, of: &str) -> Value {
        let description = meaning(status);
        let bytes = json!({"type": "string", "format": "binary"});
        let mut content = match of {
            "" => return json!({"description": description}),
            "*" => json!({"*/*": {"schema": bytes}}),
            "=text/event-stream" => json!({"text/event-stream": {"schema": {"type": "string"}}}),
            "@Any" => json!({"application/json": {"schema": {"type": "object"}}}),
            _ if of.starts_with('=') => json!({&of[1..]: {"schema": bytes}}),
            _ if of.starts_with('@') => {
                if of == "@Tree" {
                    self.reader.refer("control/items", "TreeDrive", Direction::Written);
                }
                json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{}", &of[1..])}}})
            }
            _ => {
                let (file, rust) = of.trim_start_matches('!').split_once("::").unwrap_or((&route.module, of));
                let file = if file.starts_with("sandbox/") { file.into() } else { format!("control/{file}") };
                let schema = self.reader.refer(&file, rust.trim_start_matches('!'), Direction::Written);
                if of.starts_with('!') {
                    return problem(description, schema);
                }
                json!({"application/json": {"schema": schema}})
            }
        };
        if of == "=text/event-stream" {
            content["text/event-stream"]["x-event-data"] = self.events();
        }
        json!({"description": description, "content": content})
    }

    /// The schemas of the data of events, which `OpenAPI` 3.1 has no word for.
    fn events(&mut self) -> Value {
        let of = |(event, file, rust): (&str, &str, &str)| {
            let schema = match file {
                "" => json!({"$ref": format!("#/components/schemas/{rust}")}),
                file => self.reader.refer(&format!("control/{file}"), rust, Direction::Written),
            };
            (event.to_owned(), schema)
        };
        EVENTS.map(of).into_iter().collect()
    }
}

/// What a status means, here.
fn meaning(status: &str) -> &'static str {
    match status {
        "200" => "It is done, and this is what there is to tell.",
        "201" => "It is made.",
        "202" => "It will be done.",
        "204" => "It is done.",
        "206" => "The part that was asked for.",
        "304" => "It is known already.",
        "400" => "The request is wrong: `detail` says where, and what would have been right.",
        "404" => "There is nothing of this name: `detail` says what there is, or where that is listed.",
        "409" => "It is not as the request wants it: `detail` says why.",
        "413" => "The body is too large.",
        "416" => "The file has no such range.",
        "503" => "There are as many as there can be.",
        "507" => "There is no room for it.",
        other => panic!("{other} has no meaning here"),
    }
}

#[test]
fn the_description_says_what_the_handlers_read_and_write() {
    let text = serde_json::to_string_pretty(&document()).expect("JSON");
    expect_file!["../../../docs/openapi.json"].assert_eq(&format!("{text}\n"));
}
