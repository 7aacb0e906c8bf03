//! The routes of the control API, and what their handlers say of themselves.

use syn::{Expr, ExprMethodCall, FnArg, GenericArgument, PathArguments, Type, visit::Visit};

use crate::support::types::{Sources, doc_lines};

/// Where the control API is.
pub const FOLDER: &str = "/_mock";

/// A method of a path, and its handler.
pub struct Route<'a> {
    /// In small letters, as `OpenAPI` has it.
    pub method: String,
    /// The path, behind `/_mock`.
    pub path: String,
    /// The file of the handler, `faults`, and its name there.
    pub module: String,
    pub function: String,
    /// What its doc says behind the route: the first sentence, and all others.
    pub summary: String,
    pub description: String,
    /// The type of its body.
    pub body: Option<&'a Type>,
    /// Whether it reads parameters from the query.
    pub has_query: bool,
}

impl Route<'_> {
    /// Its name: `faults_list`, and `reset` of `reset::reset`.
    pub fn id(&self) -> String {
        let Self { module, function, .. } = self;
        if module == function { module.clone() } else { format!("{module}_{function}") }
    }

    /// The names in braces.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
    }
}

/// All routes but those of the page.
pub fn routes(sources: &Sources) -> Vec<Route<'_>> {
    let mut rows = Rows::default();
    rows.visit_item_fn(sources.file("control/mod").function("routes"));
    let rows = rows.0.into_iter().filter(|row| row.module != "ui");
    rows.map(|row| read(sources, row)).collect()
}

fn read(sources: &Sources, Row { path, method, module, function }: Row) -> Route<'_> {
    let handler = sources.file(&format!("control/{module}")).function(&function);
    let documented = format!("Handles `{} {path}`: ", method.to_uppercase());
    let text = doc_lines(&handler.attrs).join("\n");
    let text =
        text.strip_prefix(&documented).unwrap_or_else(|| panic!("{module}::{function}: {documented}.."));
    let (summary, description) = text.split_once("\n\n").unwrap_or((text, ""));
    let taken = |wanted: &str| {
        handler.sig.inputs.iter().find_map(|argument| match argument {
            FnArg::Typed(argument) => match &*argument.ty {
                Type::Path(path) => path.path.segments.last().filter(|last| last.ident == wanted),
                _ => None,
            },
            FnArg::Receiver(_) => None,
        })
    };
    let body = taken("Json").map(|json| match &json.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
            Some(GenericArgument::Type(body)) => body,
            _ => panic!("JSON of nothing"),
        },
        _ => panic!("JSON of nothing"),
    });
    Route {
        path: path.strip_prefix(FOLDER).expect("below /_mock").to_owned(),
        summary: sentence(summary),
        description: description.replace('\n', " ").trim().to_owned(),
        has_query: taken("Query").is_some(),
        body,
        method,
        module,
        function,
    }
}

/// A sentence that begins with a capital letter.
fn sentence(text: &str) -> String {
    let text = text.replace('\n', " ");
    text[..1].to_uppercase() + &text[1..]
}

struct Row {
    path: String,
    method: String,
    module: String,
    function: String,
}

/// Gathers `.get("/path", &CONTROL, module::function)`.
#[derive(Default)]
struct Rows(Vec<Row>);

impl<'ast> Visit<'ast> for Rows {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        syn::visit::visit_expr_method_call(self, call);
        let method = call.method.to_string();
        if !["get", "put", "post", "patch", "delete"].contains(&&*method) {
            return;
        }
        let arguments: Vec<_> = call.args.iter().collect();
        let [Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(path), .. }), _, handler] = &*arguments else {
            panic!("a row has a path, its operation and a handler")
        };
        let [module, function] = &*words(handler) else { panic!("a handler stands in a file of its own") };
        let (module, function) = (module.clone(), function.clone());
        self.0.push(Row { path: format!("{FOLDER}{}", path.value()), method, module, function });
    }
}

fn words(expression: &Expr) -> Vec<String> {
    let Expr::Path(path) = expression else { panic!("a path") };
    path.path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}
