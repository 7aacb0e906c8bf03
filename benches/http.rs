//! What a request costs over HTTP, against a bare axum route that returns JSON of the same size.
//!
//! `cargo bench --bench http`. Each server is a process of its own on loopback, and the same client asks both in turns,
//! over 1 connection and over 32. Over one, the client and the system hide the server; over many, the processor time of
//! the server is what a crowded machine pays. Only the ratios mean anything. The processor time is read off `/proc`, on
//! Linux.

#[path = "shared/bare.rs"]
mod bare;
#[path = "shared/client.rs"]
mod client;
#[path = "instructions/src/rows.rs"]
#[expect(dead_code, reason = "some rows are counted only")]
mod rows;

use std::{
    env, fs,
    io::{self, BufRead, BufReader, Read},
    net::SocketAddr,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use mockdrive::MockServer;

use self::{client::Client, rows::Row};

const ROUNDS: usize = 4;
const ROUND: Duration = Duration::from_millis(1500);
/// The argument of the process that serves; how many bytes the bare route returns follows, or nothing for ours.
const SERVE: &str = "--serve";
/// How many connections ask at once.
const CONNECTIONS: [usize; 2] = [1, 32];
/// The clock ticks in which Linux counts processor time, in microseconds.
const TICK: f64 = 10_000.0;

fn main() {
    let mut arguments = env::args().skip_while(|argument| argument != SERVE).skip(1);
    if env::args().any(|argument| argument == SERVE) {
        return serve(arguments.next().and_then(|length| length.parse().ok()));
    }
    let mock = Server::start(None);
    let mut client = Client::to(mock.address);
    let by_path = rows::item_by_path();
    let bare = Server::start(Some(client.ask(&by_path.requests[0]).len()));
    let (route, echo) = (rows::bare(), rows::echo(&mut client));
    for (row, least) in [
        (rows::item_by_id(&mut client), &route),
        (by_path, &route),
        (rows::put(), &route),
        (rows::batch_get_meta(&mut client), &echo),
    ] {
        for connections in CONNECTIONS {
            compare((&mock, &row), (&bare, least), connections);
        }
    }
}

/// Serves until the one who started it is gone.
fn serve(bare: Option<usize>) {
    let mock = bare.is_none().then(|| MockServer::builder().signature_skew(None).start().expect("it starts"));
    let address = mock.as_ref().map_or_else(|| bare::serve(bare.expect("no mock")), MockServer::address);
    println!("{address}");
    io::stdin().read_to_end(&mut Vec::new()).expect("it can be read");
}

/// A server in a process of its own.
struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    fn start(bare: Option<usize>) -> Self {
        let mut process = Command::new(env::current_exe().expect("it has a path"))
            .arg(SERVE)
            .args(bare.map(|length| length.to_string()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("piped")).read_line(&mut line).expect("UTF-8");
        Self { process, address: line.trim().parse().expect("an address") }
    }

    /// Returns the processor time that it has taken, its own and the system's, in microseconds.
    fn processor_time(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id())).expect("on Linux");
        let (_, fields) = stat.rsplit_once(')').expect("the name of the program");
        let ticks = fields.split(' ').skip(12).take(2).map(|field| field.parse::<f64>().expect("a number"));
        ticks.sum::<f64>() * TICK
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What was asked of a server so far.
#[derive(Default)]
struct Sum {
    requests: f64,
    seconds: f64,
    processor_time: f64,
}

impl Sum {
    /// Asks for a round over so many connections.
    fn add(&mut self, server: &Server, row: &Row, connections: usize) {
        let before = server.processor_time();
        let (requests, seconds) = ask(server.address, row, connections);
        self.requests += requests;
        self.seconds += seconds;
        self.processor_time += server.processor_time() - before;
    }
}

/// Asks both in turns, and prints what came of it.
fn compare(ours: (&Server, &Row), theirs: (&Server, &Row), connections: usize) {
    let mut sums = [Sum::default(), Sum::default()];
    for _ in 0..ROUNDS {
        for (sum, (server, row)) in sums.iter_mut().zip([ours, theirs]) {
            sum.add(server, row, connections);
        }
    }
    let [(rate, each), (bare_rate, bare_each)] =
        sums.map(|sum| (sum.requests / sum.seconds, sum.processor_time / sum.requests));
    println!(
        "{}, {connections:2} at once: {rate:6.0}/s, {each:5.1} us of the processor; {} {bare_rate:6.0}/s, \
         {bare_each:5.1} us; {:.2} as many a second, {:.2} times the processor",
        ours.1.what,
        theirs.1.what,
        rate / bare_rate,
        each / bare_each
    );
}

/// Asks for a round over so many connections that are kept; returns how often, and in how many seconds.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
#[expect(clippy::cast_precision_loss, reason = "far below where anything is lost")]
fn ask(address: SocketAddr, row: &Row, connections: usize) -> (f64, f64) {
    let start = Instant::now();
    let one = || {
        let mut client = Client::to(address);
        let mut requests = row.requests.iter().cycle();
        let mut asked = 0_usize;
        while start.elapsed() < ROUND {
            client.ask(requests.next().expect("a row has requests"));
            asked += 1;
        }
        asked
    };
    let asked: usize = thread::scope(|scope| {
        let threads: Vec<_> = (0..connections).map(|_| scope.spawn(one)).collect();
        threads.into_iter().map(|thread| thread.join().expect("it asks")).sum()
    });
    (asked as f64, start.elapsed().as_secs_f64())
}
