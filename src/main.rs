//! The phone: names the concrete store and platform, and puts the first screen up.

#[cfg(target_arch = "wasm32")]
fn main() {
    ginnel::platform::shell::show_panics();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("This is the phone's program. To see it: cargo xtask serve");
}
