//! Has the linker leave relocations in the phone's program, by which the build splits it (`src/bin/xtask/hook/split.rs`).
//! In no other program: nothing would take them out again.

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo::rustc-link-arg-bin=ginnel=--emit-relocs");
    }
}
