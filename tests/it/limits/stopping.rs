//! How the program ends when it is told to.

use std::io::{Read, Write};

use crate::support::{
    program::{end, signal, start},
    raw,
};

#[test]
fn a_second_signal_ends_the_program_at_once_and_says_what_it_cut_off() {
    for second in ["TERM", "INT"] {
        let (child, address) = start(&[]);
        let mut upload = raw::connect(address);
        write!(
            upload,
            "PUT /v1.0/me/drive/root:/a.txt:/content HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice-token\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n"
        )
        .expect("sent");
        // The server has begun to read the body.
        upload.read_exact(&mut [0; 12]).expect("100 Continue");
        signal(&child, "TERM");
        // It has heard of the first one once it takes no more connections.
        while std::net::TcpStream::connect(address).is_ok() {
            std::thread::yield_now();
        }
        signal(&child, second);
        let (code, log) = end(child);
        assert_eq!(code, Some(3), "{log}");
        assert_eq!(
            log,
            "WARN mockdrive::http::connections: a request under way was cut off, as the server ended method=PUT path=\"/v1.0/me/drive/root:/a.txt:/content\""
        );
    }
}

#[test]
fn a_program_with_nothing_under_way_ends_well() {
    let (child, address) = start(&[]);
    let _silent = raw::connect(address);
    let mut half = raw::connect(address);
    half.write_all(b"GET / HT").expect("sent");
    signal(&child, "TERM");
    assert_eq!(end(child), (Some(0), String::new()));
}
