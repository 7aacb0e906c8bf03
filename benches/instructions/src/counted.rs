//! A process whose instructions are counted by valgrind: this program itself, with both servers in it.

use std::{
    fs,
    io::{BufRead, BufReader, Write, stdin},
    net::SocketAddr,
    os::unix::process::parent_id,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use mockdrive::MockServer;

use crate::{
    bare,
    client::{Client, request},
    rows::{ALICE, ITEM},
};

/// The argument by which the program knows that it is the counted one.
pub const ARGUMENT: &str = "--counted";

/// A function that nobody calls but [`run`]: where it begins, valgrind writes down what it has counted, and begins anew.
///
/// It is one of the C library, whose names are there even where the program's own were taken out.
const MARK: &str = "getppid";

/// Serves until there is nothing to read any more. Says where, and calls [`MARK`] for each line that it reads.
pub fn run() {
    // Requests are signed beforehand.
    let mock = MockServer::builder().signature_skew(None).start().expect("it starts");
    let length = Client::to(mock.address()).ask(&request(ITEM, &[ALICE], "")).len();
    println!("{} {}", mock.address(), bare::serve(length));
    for line in stdin().lines() {
        line.expect("a line");
        println!("{}", parent_id());
    }
}

/// A counted process, as the one that asks it sees it.
pub struct Counted {
    child: Child,
    orders: ChildStdin,
    replies: BufReader<ChildStdout>,
    folder: PathBuf,
    dumps: usize,
    /// Where the mock is.
    pub mock: SocketAddr,
    /// Where the bare server is.
    pub bare: SocketAddr,
}

impl Counted {
    /// Starts this program below valgrind, which writes into a folder.
    ///
    /// # Errors
    /// Why there is no valgrind.
    pub fn start(folder: &Path) -> Result<Self, String> {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let program = std::env::current_exe().expect("it has a path");
        let mut child = Command::new("valgrind")
            .args(["--quiet", "--tool=callgrind", &format!("--dump-before={MARK}")])
            .arg(format!("--callgrind-out-file={}", folder.join("count").display()))
            .arg(program)
            .arg(ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| {
                format!("valgrind cannot be started: {error}; on Debian, `apt-get install valgrind`")
            })?;
        let orders = child.stdin.take().expect("it is piped");
        let mut replies = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut line = String::new();
        replies.read_line(&mut line).expect("UTF-8");
        let addresses =
            line.trim().split_once(' ').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        let (mock, bare) = addresses.ok_or_else(|| format!("the counted program says {line:?}"))?;
        Ok(Self { child, orders, replies, folder: folder.into(), dumps: 0, mock, bare })
    }

    /// Returns how many instructions were counted since it was asked the last time.
    pub fn take(&mut self) -> u64 {
        let mut line = String::new();
        self.orders.write_all(b"\n").expect("it reads");
        self.replies.read_line(&mut line).expect("UTF-8");
        self.dumps += 1;
        let file = self.folder.join(format!("count.{}", self.dumps));
        let dump = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let totals = dump.lines().find_map(|line| line.strip_prefix("totals: "));
        totals.and_then(|count| count.trim().parse().ok()).expect("a dump has a total")
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
