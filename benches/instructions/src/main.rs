//! Instructions of a request, against those of a bare axum route that returns JSON of the same size.
//!
//! `cargo run --release -p instructions`, with valgrind. What is counted is what the program does itself, without the
//! system's part, so the figures are the same on any machine at any load. Above a bar the bench fails.

#[path = "../../shared/bare.rs"]
mod bare;
#[path = "../../shared/client.rs"]
mod client;
mod counted;
mod rows;

use std::process::ExitCode;

use self::{client::Client, counted::Counted, rows::Row};

/// How many requests are counted.
const COUNTED: usize = 200;
/// How many are sent before, so that what is made once is there.
const BEFORE: usize = 20;

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == counted::ARGUMENT) {
        counted::run();
        return ExitCode::SUCCESS;
    }
    let folder = std::env::temp_dir().join(format!("mockdrive-instructions-{}", std::process::id()));
    match Counted::start(&folder).map(measure) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("some requests cost more than they may");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Counts all rows; returns whether each is below its bar, which is a multiple of what the bare route costs.
fn measure(mut counted: Counted) -> bool {
    let (mut to_bare, mut mock) = (Client::to(counted.bare), Client::to(counted.mock));
    let mut count = |client: &mut Client, row: &Row| count(&mut counted, client, row);
    let (route, echo) = (rows::bare(), rows::echo(&mut mock));
    let (bare, bare_echo) = (count(&mut to_bare, &route), count(&mut to_bare, &echo));
    println!("{:50} {bare:>9.0}\n{:50} {bare_echo:>9.0}", route.what, echo.what);
    let mut is_good = true;
    let mut judge = |what: &str, instructions: f64, bare: f64, bar: f64| {
        let ratio = instructions / bare;
        let word = if ratio > bar { "  TOO MUCH" } else { "" };
        println!("{what:50} {instructions:>9.0}  {ratio:5.2} of at most {bar:5.2}{word}");
        is_good &= ratio <= bar;
    };
    for (row, bar) in [
        (rows::item_by_id(&mut mock), 2.7),
        (rows::item_by_path(), 2.7),
        (rows::health(), 0.87),
        (rows::batch_move(&mut mock), 3.5),
        (rows::put(), 4.2),
    ] {
        judge(row.what, count(&mut mock, &row), bare, bar);
    }
    let row = rows::batch_get_meta(&mut mock);
    judge(row.what, count(&mut mock, &row), bare_echo, 4.3);
    let (one, many) = (rows::children(&mut mock, "one", 1), rows::children(&mut mock, "many", 101));
    let (one, many) = (count(&mut mock, &one), count(&mut mock, &many));
    judge("a page of children: each further one", (many - one) / 100.0, bare, 0.46);
    is_good
}

/// Returns the instructions of a request.
fn count(counted: &mut Counted, client: &mut Client, row: &Row) -> f64 {
    let mut requests = row.requests.iter().cycle();
    let mut ask = |times| {
        for request in requests.by_ref().take(times) {
            client.ask(request);
        }
    };
    ask(BEFORE);
    counted.take();
    ask(COUNTED);
    #[expect(clippy::cast_precision_loss, reason = "far below where anything is lost")]
    let (instructions, requests) = (counted.take() as f64, COUNTED as f64);
    instructions / requests
}
