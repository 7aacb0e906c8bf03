//! The `mockdrive` program: parse the configuration, start tracing, run.

use std::{
    fs,
    io::{self, IsTerminal, Write},
    net::SocketAddr,
    process::ExitCode,
    sync::Arc,
};

use mockdrive::{
    MockServer,
    config::{Cli, Command, Config, Exec, LogFormat, Place, Surroundings, exports, greeting, url_of},
    fixture,
    program::{self, Address},
    server, snapshot,
};
use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
    sync::oneshot,
};
use tracing_subscriber::{Layer, filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

/// The exit code of a server that stopped and cut off requests that were under way.
const CUT_OFF: u8 = 3;

fn main() -> ExitCode {
    let cli = Cli::of_program();
    ended(match cli.command {
        Some(command) => carry_out(command),
        None => serve(&cli.config),
    })
}

/// Does what the program does beside serving.
fn carry_out(command: Command) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let at = |place: &Place| Address::of_url(&url_of(place.address()));
    match command {
        Command::Health { wait: None, place } => program::health(&at(&place)?)?,
        Command::Health { wait: Some(limit), place } => program::wait_for_health(&at(&place)?, limit)?,
        Command::Env { hosts: false, sandbox: _, format, url, fixture, snapshot, place } => {
            let config = Config { fixture, snapshot, ..Config::default() };
            let url = url.unwrap_or_else(|| url_of(place.address()));
            let sandboxes = config.sandboxes()?;
            say(exports(&url, &sandboxes.default().snapshot()).written(format).as_bytes());
        }
        Command::Env { hosts: true, sandbox, format, url, fixture: _, snapshot: _, place } => {
            let server = url.map_or_else(|| at(&place), |url| Address::of_url(&url))?;
            let around = Surroundings::of_program();
            let files = program::keep(&server, &program::authority(&server)?, &around)?;
            let mut variables = program::for_hosts(&server, sandbox.as_deref(), &files, &around);
            program::hints(&mut variables, &server, &files);
            say(variables.written(format).as_bytes());
        }
        Command::Exec(exec) => return run(&exec),
        Command::Ca { url, out, place } => {
            let server = url.map_or_else(|| at(&place), |url| Address::of_url(&url))?;
            let authority = program::authority(&server)?;
            match out {
                Some(file) => {
                    fs::write(&file, authority).map_err(|error| format!("{}: {error}", file.display()))?;
                }
                None => say(&authority),
            }
        }
        Command::Check { fixture } => {
            let world = fixture::from_file(&fixture)?;
            say(format!("{}: {}\n", fixture.display(), fixture::summary(&world)).as_bytes());
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs a command beside the server that it is led to.
fn run(exec: &Exec) -> Result<ExitCode, Box<dyn std::error::Error>> {
    if let Some(url) = &exec.url {
        return program::run(&Address::of_url(url)?, exec.sandbox.as_deref(), &exec.command, false);
    }
    start_log(&exec.config)?;
    let server = MockServer::start_with(&exec.config)?;
    program::run(&Address::of_url(&server.uri())?, exec.sandbox.as_deref(), &exec.command, true)
}

/// Returns the code of the program's end, and says what went wrong.
fn ended(done: Result<ExitCode, Box<dyn std::error::Error>>) -> ExitCode {
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("mockdrive: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes to standard output. Who reads it may have heard enough, and closed it.
fn say(text: &[u8]) {
    let mut output = io::stdout().lock();
    let _ = output.write_all(text).and_then(|()| output.flush());
}

/// Starts the log on standard error, in colours where a person looks at it.
fn start_log(config: &Config) -> Result<(), Box<dyn std::error::Error>> {
    let targets: Targets = config.log.parse().map_err(|error| format!("--log {}: {error}", config.log))?;
    let log = tracing_subscriber::fmt::layer().with_writer(io::stderr);
    // By itself the layer looks at NO_COLOR only.
    let log = if io::stderr().is_terminal() { log } else { log.with_ansi(false) };
    let log = match config.log_format {
        LogFormat::Text => log.boxed(),
        LogFormat::Json => log.json().boxed(),
    };
    tracing_subscriber::registry().with(log.with_filter(targets)).init();
    Ok(())
}

/// Says why an address cannot be listened on, and what would help.
fn no_listener(address: SocketAddr, error: &io::Error) -> String {
    let help = match error.kind() {
        io::ErrorKind::AddrInUse => {
            let free = SocketAddr::new(address.ip(), 0);
            format!("another program listens there; `--listen {free}` picks a free port")
        }
        io::ErrorKind::PermissionDenied => {
            format!("{error}; ports from 1024 on are open to everybody, such as `--port 8080`")
        }
        io::ErrorKind::AddrNotAvailable => {
            format!(
                "no interface of this machine has the address; `--listen 0.0.0.0:{}` takes all",
                address.port()
            )
        }
        _ => error.to_string(),
    };
    format!("{address}: {help}")
}

fn serve(config: &Config) -> Result<ExitCode, Box<dyn std::error::Error>> {
    start_log(config)?;
    let faults = config.start_faults(&server::catalogue())?;
    let sandboxes = Arc::new(config.sandboxes()?.starting_with(faults));
    let default = sandboxes.default();
    let address = config.public_address()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served: Result<usize, Box<dyn std::error::Error>> = runtime.block_on(async {
        let mut listeners = Vec::new();
        for address in config.addresses() {
            let listener = TcpListener::bind(address).await;
            listeners.push(listener.map_err(|error| no_listener(address, &error))?);
        }
        let listen = listeners.iter().map(TcpListener::local_addr).collect::<io::Result<Vec<_>>>()?;
        let (terminate, interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        let ((stopping, stop), (hurrying, hurry)) = (oneshot::channel(), oneshot::channel());
        // Connections are accepted from here on, and served as soon as the server runs.
        say(greeting(config, &listen, &sandboxes.default().snapshot()).as_bytes());
        let [stop, hurry] = [stop, hurry].map(async |told| told.await.unwrap_or_default());
        tokio::select! {
            served = server::serve(listeners, sandboxes, address, stop, hurry) => Ok(served?),
            () = hear(terminate, interrupt, [stopping, hurrying]) => Ok(0),
        }
    });
    // Nobody waits for long work whose result nobody wants.
    runtime.shutdown_background();
    let persisted = config.persist.as_deref().is_none_or(|file| snapshot::persist(&default, file));
    if served.is_ok() && !persisted {
        return Ok(ExitCode::FAILURE);
    }
    served.map(|cut| if cut == 0 { ExitCode::SUCCESS } else { ExitCode::from(CUT_OFF) })
}

/// Hands the first signal to stop to the first of these, and the second one to the second.
async fn hear(mut terminate: Signal, mut interrupt: Signal, senders: [oneshot::Sender<()>; 2]) {
    for sender in senders {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        // The server may have ended by itself.
        let _ = sender.send(());
    }
    std::future::pending::<()>().await;
}
