//! `cargo xtask serve`: the release build, on this machine.

use crate::{Outcome, dist, option, site::Site};

/// Builds and serves until stopped with Ctrl-C.
///
/// # Errors
/// When the build fails or the port is taken.
pub fn run(words: &[String]) -> Outcome {
    let port = match option(words, "--port")?.map(str::parse) {
        None => 8080,
        Some(Ok(port)) => port,
        Some(Err(_)) => return Err("--port needs a number up to 65535.".to_owned()),
    };
    dist::build("/", &dist::folder())?;
    let site = Site::start(dist::folder(), "/", port)?;
    println!("\nGinnel is at {}  (Ctrl-C stops it)", site.address());
    site.wait();
    Ok(())
}
