//! Splits the phone's program into what its first screen needs and a later part.
//!
//! Where, the program says itself (`src/main.rs`); the parts are cut by `wasm_split_cli_support` out of what the compiler
//! linked, by the relocations that `src/build.rs` asks it to leave in. Trunk cannot (trunk-rs/trunk#1022): it has
//! put its own, whole program and its glue in the staging folder, and both are replaced.

use crate::{Outcome, tools};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_split_cli_support::{Options, SplitWasm, transform};

/// How the first part asks for the loaders of the later ones. No such file is written: they become part of the glue.
const LINK: &str = "./__wasm_split.js";

/// What `wasm-bindgen` calls its output.
const GLUE: &str = "glue.js";
const PROGRAM: &str = "glue_bg.wasm";

/// The parts of the program, in a folder of their own.
pub struct Parts {
    folder: PathBuf,
    /// The first part.
    pub first: PathBuf,
    /// The others.
    pub later: Vec<PathBuf>,
}

impl Parts {
    /// Cuts what Cargo linked, in `profile` (`release` or `debug`), into parts below `folder`.
    ///
    /// # Errors
    /// When nothing was linked, or it cannot be cut.
    pub fn cut(folder: &Path, profile: &str) -> Result<Self, String> {
        let linked = tools::target().join("wasm32-unknown-unknown").join(profile).join("ginnel.wasm");
        let whole = fs::read(&linked).map_err(|error| format!("{}: {error}", linked.display()))?;
        let folder = folder.join("parts");
        let main = folder.join("main.wasm");
        let mut options = Options::new(&whole);
        options.output_dir = &folder;
        options.main_out_path = &main;
        options.link_name = LINK;
        let SplitWasm { split_modules, .. } =
            transform(options).map_err(|error| format!("The program cannot be split: {error}"))?;
        tools::run(
            tools::command("wasm-bindgen")
                .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--remove-name-section"])
                .args(["--out-name", "glue", "--out-dir"])
                .args([&folder, &main]),
        )?;
        Ok(Self { first: folder.join(PROGRAM), later: split_modules, folder })
    }

    /// The glue of the first part, with the loaders of the others in it. `urls` says where each of them is, in order.
    ///
    /// # Errors
    /// When one of the scripts does not look as expected.
    pub fn glue(&self, urls: &[String]) -> Result<String, String> {
        let read = |name: &str| {
            let path = self.folder.join(name);
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let names: Vec<_> = self.later.iter().filter_map(|part| part.file_name()?.to_str()).collect();
        let parts: Vec<_> = names.iter().copied().zip(urls.iter().map(String::as_str)).collect();
        linked(&read(GLUE)?, &loaders(&read(LINK)?, &parts)?)
    }

    /// Removes what is left in the folder.
    ///
    /// # Errors
    /// When the file system does not let it.
    pub fn done(self) -> Outcome {
        fs::remove_dir_all(&self.folder).map_err(|error| format!("{}: {error}", self.folder.display()))
    }
}

/// The loaders as one expression. They fetch through `boot.js`, which looks at what comes, and by its hashed name.
fn loaders(script: &str, parts: &[(&str, &str)]) -> Result<String, String> {
    let mut script: String =
        script.lines().filter(|line| !line.starts_with("import ")).map(|line| format!("{line}\n")).collect();
    for (name, url) in parts {
        let fetched = format!("fetch(new URL(\"./{name}\", import.meta.url))");
        if script.matches(&fetched).count() != 1 {
            return Err(format!("The loaders do not fetch {name} as expected."));
        }
        script = script.replace(&fetched, &format!("globalThis.ginnelPart(\"{url}\")"));
    }
    let exported: Vec<_> = script
        .lines()
        .filter_map(|line| line.strip_prefix("export const ")?.split(' ').next())
        .map(str::to_owned)
        .collect();
    if exported.is_empty() || script.contains("fetch(") {
        return Err("The loaders do not look as expected.".to_owned());
    }
    let script = script.replace("export const ", "const ");
    Ok(format!("(() => {{\n{script}return {{ {} }};\n}})()", exported.join(", ")))
}

/// The glue with the loaders in the place of their imports.
fn linked(glue: &str, loaders: &str) -> Result<String, String> {
    let ending = format!(" from \"{LINK}\"");
    let mut out = format!("const loaders = {loaders};\n");
    let mut found = false;
    for line in glue.lines() {
        match line
            .strip_prefix("import * as ")
            .and_then(|line| line.trim_end_matches(';').strip_suffix(&ending))
        {
            Some(name) => {
                found = true;
                out += &format!("const {name} = loaders;\n");
            }
            None => out += &format!("{line}\n"),
        }
    }
    if found { Ok(out) } else { Err("The glue asks for no loaders.".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "import { initSync } from \"./main.js\";\nlet x = 1;\n\
        export const load_a = wrap(() => fetch(new URL(\"./a.wasm\", import.meta.url)));\n";

    #[test]
    fn a_part_is_fetched_by_its_hashed_name_through_the_script_that_looks_at_it() {
        let loaders = loaders(SCRIPT, &[("a.wasm", "/built/a-1.wasm")]).unwrap();
        assert!(
            loaders.contains("ginnelPart(\"/built/a-1.wasm\")") && loaders.contains("return { load_a };")
        );
        assert!(!loaders.contains("fetch(") && !loaders.contains("import"));
    }

    #[test]
    fn a_loader_that_looks_otherwise_stops_the_build() {
        assert!(super::loaders(SCRIPT, &[("b.wasm", "/built/b.wasm")]).is_err());
        assert!(super::loaders(SCRIPT, &[]).is_err());
    }

    #[test]
    fn the_glue_has_the_loaders_and_imports_none() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nlet wasm;\n";
        let linked = linked(glue, "(() => 1)()").unwrap();
        assert_eq!(linked, "const loaders = (() => 1)();\nconst import1 = loaders;\nlet wasm;\n");
        assert!(super::linked("let wasm;\n", "").is_err());
    }
}
