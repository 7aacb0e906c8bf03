//! The `mockdrive` program: parse the configuration, start tracing, run.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    process::ExitCode,
    time::Duration,
};

use clap::Parser;
use mockdrive::{
    config::{Cli, Command, Config, LogFormat, exports, url_of},
    sandbox::{Clock, clock::Mode},
    server,
};
use tokio::{net::TcpListener, signal::unix::SignalKind};
use tracing_subscriber::{Layer, filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

/// How long `mockdrive health` waits for the server.
const HEALTH_TIMEOUT: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Some(Command::Health { listen }) => {
            health(listen).map_err(|error| format!("{listen}: {error}").into())
        }
        Some(Command::Env { url, listen }) => {
            print!("{}", exports(&url.unwrap_or_else(|| url_of(listen))));
            Ok(())
        }
        None => serve(&cli.config),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("mockdrive: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(config: &Config) -> Result<(), Box<dyn std::error::Error>> {
    let targets: Targets = config.log.parse().map_err(|error| format!("--log {}: {error}", config.log))?;
    let log = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let log = match config.log_format {
        LogFormat::Text => log.boxed(),
        LogFormat::Json => log.json().boxed(),
    };
    tracing_subscriber::registry().with(log.with_filter(targets)).init();
    let sandboxes = config.sandboxes(Clock::new(Mode::Running(0)).now())?;
    let address = config.public_address();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(config.listen);
        let listener = listener.await.map_err(|error| format!("{}: {error}", config.listen))?;
        let mut terminate = tokio::signal::unix::signal(SignalKind::terminate())?;
        // Connections are accepted from here on, and served as soon as the server runs.
        println!("Ready. http://{}", listener.local_addr()?);
        let stop = async move {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
        };
        server::serve(listener, sandboxes, address, stop).await?;
        Ok(())
    })
}

/// Sends `GET /_mock/health` to the server behind a listening address.
fn health(listen: SocketAddr) -> Result<(), Box<dyn std::error::Error>> {
    let mut address = listen;
    if address.ip().is_unspecified() {
        address.set_ip(Ipv4Addr::LOCALHOST.into());
    }
    let mut stream = TcpStream::connect_timeout(&address, HEALTH_TIMEOUT)?;
    stream.set_read_timeout(Some(HEALTH_TIMEOUT))?;
    write!(stream, "GET /_mock/health HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut response = String::new();
    stream.read_to_string(&mut response)?;
    let status = response.lines().next().unwrap_or_default();
    if status.ends_with("200 OK") { Ok(()) } else { Err(format!("it answers `{status}`").into()) }
}
