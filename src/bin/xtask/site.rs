//! A static host for this machine: what `serve` shows and the journeys drive. It behaves as docs/deploy.md asks
//! of a real host, and reads its headers from the `_headers` file in the folder, which is so tested with it.

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

/// A running server. It stops when dropped.
pub struct Site {
    server: Arc<Server>,
    base: String,
    port: u16,
    log: Arc<Mutex<Vec<Served>>>,
    threads: Vec<JoinHandle<()>>,
}

/// One answered request, for tests that count what was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// The path asked for, without what follows a `?`.
    pub path: String,
    /// 200, 304 or 404.
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
        let server = Server::http(("127.0.0.1", port)).map_err(|error| format!("Port {port}: {error}"))?;
        let port = server.server_addr().to_ip().map_or(port, |address| address.port());
        let server = Arc::new(server);
        let log = Arc::new(Mutex::new(Vec::new()));
        let host = Arc::new(Host { folder, base: base.to_owned(), packed: Mutex::default() });
        let threads = (0..4)
            .map(|_| {
                let (server, host, log) = (Arc::clone(&server), Arc::clone(&host), Arc::clone(&log));
                thread::spawn(move || {
                    while let Ok(request) = server.recv() {
                        let served = host.answer(request);
                        if let Ok(mut log) = log.lock() {
                            log.push(served);
                        }
                    }
                })
            })
            .collect();
        Ok(Site { server, base: base.to_owned(), port, log, threads })
    }

    /// Where the app is.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.base)
    }

    /// All requests so far, in the order answered.
    #[allow(dead_code, reason = "the journeys read it, `serve` does not")]
    pub fn log(&self) -> Vec<Served> {
        self.log.lock().map(|log| log.clone()).unwrap_or_default()
    }

    /// Returns when the server has ended, that is with the program.
    pub fn wait(mut self) {
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        for _ in &self.threads {
            self.server.unblock();
        }
    }
}

struct Host {
    folder: PathBuf,
    base: String,
    /// Brotli of files already asked for, by their ETag.
    packed: Mutex<HashMap<String, Vec<u8>>>,
}

impl Host {
    fn answer(&self, request: Request) -> Served {
        let path = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
        let (status, body, headers) = self.find(&request, &path);
        let bytes = body.len();
        let length = Some(bytes);
        // A browser that went away is its own affair.
        let _ = request.respond(Response::new(StatusCode(status), headers, Cursor::new(body), length, None));
        Served { path, status, bytes }
    }

    fn find(&self, request: &Request, path: &str) -> (u16, Vec<u8>, Vec<Header>) {
        let refused = |status| (status, Vec::new(), Vec::new());
        if !matches!(request.method(), Method::Get | Method::Head) {
            return refused(405);
        }
        let Some(below) = path.strip_prefix(&self.base) else {
            return refused(404);
        };
        let Some(file) = self.file(below) else {
            return refused(404);
        };
        let Ok(body) = fs::read(&file) else {
            return refused(404);
        };
        let etag = format!("\"{:x}\"", fingerprint(&body));
        let mut headers =
            vec![("Content-Type".to_owned(), mime(&file).to_owned()), ("ETag".to_owned(), etag.clone())];
        headers.extend(self.host_headers(below));
        let asked = |name: &'static str| request.headers().iter().find(|header| header.field.equiv(name));
        if asked("If-None-Match").is_some_and(|header| header.value.as_str() == etag) {
            return (304, Vec::new(), made(&headers));
        }
        if asked("Accept-Encoding").is_some_and(|header| header.value.as_str().contains("br")) && packs(&file)
        {
            headers.push(("Content-Encoding".to_owned(), "br".to_owned()));
            return (200, self.packed(&etag, &body), made(&headers));
        }
        (200, body, made(&headers))
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

fn made(headers: &[(String, String)]) -> Vec<Header> {
    headers
        .iter()
        .filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok())
        .collect()
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
    fn a_rule_of_the_headers_file_binds_what_its_path_covers() {
        let rules = "# all\n/*\n  A: one\n/built/*\n  B: two: three\n/sw.js\n  C: four\n";
        let names =
            |path| super::headers_for(rules, path).into_iter().map(|(name, _)| name).collect::<String>();
        assert_eq!([names("/"), names("/built/a.js"), names("/sw.js")], ["A", "AB", "AC"]);
    }
}
