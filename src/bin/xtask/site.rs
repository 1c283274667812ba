//! A static host for this machine: what `serve` shows and the journeys drive. It behaves as docs/deploy.md asks
//! of a real host, and reads its headers from the `_headers` file in the folder, which is so tested with it.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// A running server. Dropped, it is gone: open connections are cut too, so that a test can be offline.
pub struct Site {
    host: Arc<Host>,
    port: u16,
    thread: Option<JoinHandle<()>>,
}

/// One answered request, for tests that count what was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// The path asked for, without what follows a `?`.
    pub path: String,
    /// 200, 304, 404 or 405.
    pub status: u16,
    /// Bytes of the body that went out.
    pub bytes: usize,
}

impl Site {
    /// Serves `folder` below `base` on 127.0.0.1; port 0 takes any free one.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn start(folder: PathBuf, base: &str, port: u16) -> Result<Site, String> {
        let failed = |error| format!("Port {port}: {error}");
        let listener = TcpListener::bind(("127.0.0.1", port)).map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let host = Arc::new(Host { folder, base: base.to_owned(), ..Host::default() });
        let thread = thread::spawn({
            let host = Arc::clone(&host);
            move || host.listen(&listener)
        });
        Ok(Site { host, port, thread: Some(thread) })
    }

    /// Where the app is.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.host.base)
    }

    /// All requests so far, in the order answered.
    #[allow(dead_code, reason = "the journeys read it, `serve` does not")]
    pub fn log(&self) -> Vec<Served> {
        self.host.log.lock().map(|log| log.clone()).unwrap_or_default()
    }

    /// Returns when the server has ended, that is with the program.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.host.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for the next connection.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        for connection in self.host.open.lock().iter().flat_map(|open| open.iter()) {
            let _ = connection.shutdown(Shutdown::Both);
        }
    }
}

#[derive(Default)]
struct Host {
    folder: PathBuf,
    base: String,
    stopped: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
    log: Mutex<Vec<Served>>,
    /// Brotli of files already asked for, by their ETag.
    packed: Mutex<HashMap<String, Vec<u8>>>,
}

/// The part of a request that matters here. Bodies are never read: nothing but GET and HEAD is answered.
struct Request {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
}

impl Request {
    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }
}

struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Host {
    fn listen(self: &Arc<Self>, listener: &TcpListener) {
        for connection in listener.incoming() {
            if self.stopped.load(Ordering::SeqCst) {
                return;
            }
            let Ok(connection) = connection else { continue };
            if let (Ok(copy), Ok(mut open)) = (connection.try_clone(), self.open.lock()) {
                open.push(copy);
            }
            let host = Arc::clone(self);
            thread::spawn(move || host.talk(&connection));
        }
    }

    /// Answers one request after the other, until the browser closes the connection.
    fn talk(&self, mut connection: &TcpStream) {
        let mut reader = BufReader::new(connection);
        while let Some(request) = read(&mut reader) {
            let answer = self.answer(&request);
            let body = if request.method == "HEAD" { &[][..] } else { &answer.body };
            if let Ok(mut log) = self.log.lock() {
                log.push(Served { path: request.path.clone(), status: answer.status, bytes: body.len() });
            }
            let sent =
                connection.write_all(head(&answer).as_bytes()).and_then(|()| connection.write_all(body));
            if sent.is_err() || answer.status == 405 {
                break;
            }
        }
        let _ = connection.shutdown(Shutdown::Both);
    }

    fn answer(&self, request: &Request) -> Answer {
        let refused = |status| Answer { status, headers: Vec::new(), body: Vec::new() };
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            return refused(405);
        }
        let Some(below) = request.path.strip_prefix(&self.base) else { return refused(404) };
        let Some(file) = self.file(below) else { return refused(404) };
        let Ok(body) = fs::read(&file) else { return refused(404) };
        let etag = format!("\"{:x}\"", fingerprint(&body));
        let mut headers = self.host_headers(below);
        headers.push(("Content-Type".to_owned(), mime(&file).to_owned()));
        headers.push(("ETag".to_owned(), etag.clone()));
        if request.header("If-None-Match") == etag {
            return Answer { status: 304, headers, body: Vec::new() };
        }
        if request.header("Accept-Encoding").contains("br") && packs(&file) {
            headers.push(("Content-Encoding".to_owned(), "br".to_owned()));
            return Answer { status: 200, headers, body: self.packed(&etag, &body) };
        }
        Answer { status: 200, headers, body }
    }

    /// The file for a path; for an address of the app, which has no ending, the shell.
    fn file(&self, below: &str) -> Option<PathBuf> {
        if below.split('/').any(|part| part == ".." || part.starts_with('_')) {
            return None;
        }
        let file = self.folder.join(below);
        if file.is_file() {
            return Some(file);
        }
        let page = !below.rsplit('/').next().is_some_and(|name| name.contains('.'));
        page.then(|| self.folder.join("index.html"))
    }

    fn packed(&self, etag: &str, body: &[u8]) -> Vec<u8> {
        if let Some(held) = self.packed.lock().ok().and_then(|packed| packed.get(etag).cloned()) {
            return held;
        }
        let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 9, 22);
        let _ = writer.write_all(body);
        let made = writer.into_inner();
        if let Ok(mut packed) = self.packed.lock() {
            packed.insert(etag.to_owned(), made.clone());
        }
        made
    }

    /// The rules of `_headers` that this path matches: a line with a path, then indented lines with headers.
    fn host_headers(&self, below: &str) -> Vec<(String, String)> {
        let rules = fs::read_to_string(self.folder.join("_headers")).unwrap_or_default();
        headers_for(&rules, &format!("/{below}"))
    }
}

fn headers_for(rules: &str, path: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut applies = false;
    for line in rules.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if line.starts_with('/') {
            applies = match line.trim_end().strip_suffix('*') {
                Some(start) => path.starts_with(start),
                None => path == line.trim_end(),
            };
        } else if let (true, Some((name, value))) = (applies, line.split_once(':')) {
            found.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    found
}

/// The next request, or `None` when there is no more to come on this connection.
fn read(reader: &mut impl BufRead) -> Option<Request> {
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        Some(line.trim_end().to_owned())
    };
    let first = line()?;
    let (method, rest) = first.split_once(' ')?;
    let path = rest.split([' ', '?']).next()?.to_owned();
    let mut headers = Vec::new();
    loop {
        let line = line()?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    Some(Request { method: method.to_owned(), path, headers })
}

fn head(answer: &Answer) -> String {
    let reason = match answer.status {
        200 => "OK",
        304 => "Not Modified",
        404 => "Not Found",
        _ => "Method Not Allowed",
    };
    let mut head =
        format!("HTTP/1.1 {} {reason}\r\nContent-Length: {}\r\n", answer.status, answer.body.len());
    for (name, value) in &answer.headers {
        head += &format!("{name}: {value}\r\n");
    }
    head + "\r\n"
}

/// FNV-1a: tells two versions of a file apart, nothing more.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn packs(file: &Path) -> bool {
    file.extension().is_none_or(|ending| ending != "png")
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_request_is_read_up_to_its_empty_line() {
        let mut sent =
            &b"GET /a/b?c=d HTTP/1.1\r\nHost: x\r\nif-none-match: \"1\"\r\n\r\nGET /next HTTP/1.1\r\n\r\n"[..];
        let request = super::read(&mut sent).unwrap();
        assert_eq!((request.method.as_str(), request.path.as_str()), ("GET", "/a/b"));
        assert_eq!(request.header("If-None-Match"), "\"1\"");
        assert_eq!(super::read(&mut sent).unwrap().path, "/next");
        assert!(super::read(&mut sent).is_none());
    }

    #[test]
    fn a_rule_of_the_headers_file_binds_what_its_path_covers() {
        let rules = "# all\n/*\n  A: one\n/built/*\n  B: two: three\n/sw.js\n  C: four\n";
        let names =
            |path| super::headers_for(rules, path).into_iter().map(|(name, _)| name).collect::<String>();
        assert_eq!([names("/"), names("/built/a.js"), names("/sw.js")], ["A", "AB", "AC"]);
    }
}
