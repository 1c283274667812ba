//! `cargo xtask hook`: what Trunk does not do. Trunk calls it after each build, before `dist` is swapped.
//!
//! It splits the program into its parts and makes them smaller, moves what may be kept for ever below `built/`, fills in the templates
//! (`index.html`, `plain.html`, `rescue.html`, `erase.html`, `boot.js`, `sw.js`, the manifest, `_headers`), and fails the build where
//! a part is missing. In debug builds there is no offline worker and no policy, so that nothing is ever stale.

pub mod files;
mod headers;
mod names;
mod optimise;
mod page;
mod split;

use crate::Outcome;
use files::Built;
use optimise::Order;
use serde_json::json;
use split::Parts;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Takes the staged build, the profile and the base path from Trunk's environment.
///
/// # Errors
/// When Trunk did not call it, or a part of the build is missing.
pub fn run() -> Outcome {
    let given = |name: &str| env::var(name).map_err(|_| format!("{name} is not set: Trunk calls this."));
    let stage = Stage {
        folder: PathBuf::from(given("TRUNK_STAGING_DIR")?),
        base: given("TRUNK_PUBLIC_URL")?,
        release: given("TRUNK_PROFILE")? == "release",
    };
    stage.finish()
}

/// A build on its way to `dist`.
struct Stage {
    folder: PathBuf,
    base: String,
    release: bool,
}

impl Stage {
    fn finish(&self) -> Outcome {
        let beside = self.beside_page()?;
        let (app, wasm) = self.parts()?;
        let page = self.read("index.html")?.replace("__FIRST__", &page::first());
        let sheets = page::sheets(&page, &self.base);
        // The pages apart from the app use the first of them too.
        let (boot_css, others) = sheets.split_first().ok_or("index.html links no style sheet.")?;
        let sheets = [self.sheet("boot", std::slice::from_ref(boot_css))?, self.sheet("style", others)?];
        let page = page::with_sheets(&page, &self.base, &sheets);

        let policy = if self.release { headers::POLICY } else { "" };
        let fill = |text: &str| {
            text.replace("__BASE__", &self.base)
                .replace("__BOOT_CSS__", &format!("{}{}", self.base, sheets[0].path))
        };
        for apart in ["plain.html", "rescue.html", "erase.html"] {
            self.write(apart, &page::with_policy(&fill(&self.read(apart)?), policy))?;
        }
        // Before the build is named: what makes it smaller is part of it.
        for file in ["apart.css", "rescue.js", "erase.js", "passkey.js", "boot.js"] {
            self.shrink(file)?;
        }
        self.write("manifest.webmanifest", &fill(&self.read("manifest.webmanifest")?))?;
        self.write("_headers", &headers::sample(&self.read("_headers")?))?;

        let build = self.build_id(&page)?;
        self.write("rescue.html", &self.read("rescue.html")?.replace("__BUILD__", &build))?;
        let boot = json!({
            "base": self.base,
            "build": build,
            "app": {"url": format!("{}{app}", self.base)},
            "wasm": {"url": format!("{}{wasm}", self.base)},
            "scripts": [format!("{}sw.js", self.base), format!("{}{beside}", self.base)],
            "worker": format!("{}sw.js", self.base),
        });
        self.write("boot.js", &filled(&self.read("boot.js")?, &boot)?)?;
        let boot = self.settle("boot.js", "boot", "js")?;

        let head = page::Head {
            policy,
            base: &self.base,
            build: &build,
            app: &self.built(&app)?,
            boot: &self.built(&boot)?,
            worker: &beside,
        };
        self.write("index.html", &page::finished(&fill(&page), &head))?;
        self.worker(&build)
    }

    /// The program in its parts: where its glue and its first part are. What Trunk made of it goes.
    fn parts(&self) -> Result<(String, String), String> {
        let parts = Parts::cut(&self.folder, if self.release { "release" } else { "debug" })?;
        let name = |file: &Path| {
            file.strip_prefix(&self.folder)
                .map(|path| path.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        if self.release {
            optimise::shrink(&parts.first, Order::ByUse)?;
            parts.later.iter().try_for_each(|part| optimise::shrink(part, Order::Linker))?;
        }
        let settled = |part: &PathBuf| self.settle(&name(part), "later", "wasm");
        let later = parts.later.iter().map(settled).collect::<Result<Vec<_>, _>>()?;
        let urls: Vec<_> = later.iter().map(|path| format!("{}{path}", self.base)).collect();
        let (glue, whole) = (wasm_script(&self.folder)?, self.only(".wasm")?);
        let text = parts.glue(&urls)?;
        self.write(&glue, &if self.release { names::shorten(&parts.first, &text)? } else { text })?;
        self.shrink(&glue)?;
        fs::rename(&parts.first, self.folder.join(&whole)).map_err(|error| format!("{whole}: {error}"))?;
        parts.done()?;
        Ok((self.settle(&glue, "ginnel", "js")?, self.settle(&whole, "ginnel", "wasm")?))
    }

    /// The program beside the page. Trunk writes no line that starts it, and its script must name the hashed program.
    fn beside_page(&self) -> Result<String, String> {
        let wasm = "worker_bg.wasm";
        let mut glue = self.read("worker.js")?;
        if self.release {
            optimise::shrink(&self.folder.join(wasm), Order::Linker)?;
            glue = names::shorten(&self.folder.join(wasm), &glue)?;
        }
        let wasm = self.settle(wasm, "worker", "wasm")?;
        let start = include_str!("hook/start_worker.js").replace("__WASM__", &format!("{}{wasm}", self.base));
        self.write("worker.js", &(glue + &start))?;
        self.shrink("worker.js")?;
        self.settle("worker.js", "worker", "js")
    }

    /// The offline worker with the list of all files; in debug the one that takes itself away.
    fn worker(&self, build: &str) -> Outcome {
        if !self.release {
            let retire = self.read("sw-retire.js")?;
            return self.write("sw.js", &retire);
        }
        let files = files::precached(&self.folder)?;
        let list: Vec<_> = files.iter().map(|file| (file.path_for_worker(), &file.integrity)).collect();
        let filled_in = json!({"build": build, "base": self.base, "headers": headers::all(), "files": list});
        self.write("sw.js", &filled(&self.read("sw.js")?, &filled_in)?)
    }

    /// Names the build: changes when any byte that is served does. Taken before boot.js and index.html are
    /// written, since these carry it; what they are made of is in it.
    fn build_id(&self, page: &str) -> Result<String, String> {
        let mut all = format!("{}\n{page}\n{}\n", self.base, json!(headers::all()));
        all += &self.read("boot.js")?;
        all += &self.read("sw.js")?;
        for file in files::precached(&self.folder)? {
            if !matches!(file.path.as_str(), "index.html" | "boot.js") {
                all += &format!("{} {}\n", file.path, file.integrity);
            }
        }
        Ok(files::short_hash(all.as_bytes()))
    }

    /// Moves a file below `built/`, where names hold the hash of the content and hosts may keep it for ever.
    fn settle(&self, from: &str, stem: &str, ending: &str) -> Result<String, String> {
        let hash = files::short_hash(self.read_bytes(from)?.as_slice());
        self.rename(from, format!("built/{stem}-{hash}.{ending}"))
    }

    /// Several style sheets as one, which loads sooner and compresses better.
    fn sheet(&self, stem: &str, of: &[String]) -> Result<Built, String> {
        let mut joined = String::new();
        for path in of {
            joined += &self.read(path)?;
            fs::remove_file(self.folder.join(path)).map_err(|error| format!("{path}: {error}"))?;
        }
        let name = format!("{stem}.css");
        self.write(&name, &joined)?;
        self.shrink(&name)?;
        self.built(&self.settle(&name, stem, "css")?)
    }

    /// Makes a script or a style sheet smaller, in a build that is to be handed out.
    fn shrink(&self, file: &str) -> Outcome {
        if self.release { optimise::shrink_text(&self.folder.join(file)) } else { Ok(()) }
    }

    fn rename(&self, from: &str, to: String) -> Result<String, String> {
        fs::create_dir_all(self.folder.join("built")).map_err(|error| format!("built: {error}"))?;
        fs::rename(self.folder.join(from), self.folder.join(&to))
            .map_err(|error| format!("{from}: {error}"))?;
        Ok(to)
    }

    fn only(&self, ending: &str) -> Result<String, String> {
        files::only(&self.folder, |name| name.ends_with(ending))
            .map_err(|found| format!("{found} {ending} files were built, not one."))
    }

    fn built(&self, path: &str) -> Result<Built, String> {
        Ok(Built::of(path, &self.read_bytes(path)?))
    }

    fn read_bytes(&self, path: &str) -> Result<Vec<u8>, String> {
        fs::read(self.folder.join(path)).map_err(|error| format!("{path}: {error}"))
    }

    fn read(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.folder.join(path)).map_err(|error| format!("{path}: {error}"))
    }

    fn write(&self, path: &str, text: &str) -> Outcome {
        fs::write(self.folder.join(path), text).map_err(|error| format!("{path}: {error}"))
    }
}

/// The glue that wasm-bindgen wrote: the one script that is not a template of ours.
fn wasm_script(folder: &std::path::Path) -> Result<String, String> {
    let ours = ["boot.js", "erase.js", "passkey.js", "rescue.js", "sw.js", "sw-retire.js"];
    files::only(folder, |name| name.ends_with(".js") && !ours.contains(&name))
        .map_err(|found| format!("{found} scripts were built, not one."))
}

/// A template with its one `__BUILT__` filled in.
fn filled(template: &str, value: &serde_json::Value) -> Result<String, String> {
    match template.matches("__BUILT__").count() {
        1 => Ok(template.replace("__BUILT__", &value.to_string())),
        found => Err(format!("A template has {found} places to fill in, not one.")),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_template_without_its_place_stops_the_build() {
        let value = serde_json::json!({"a": 1});
        assert_eq!(super::filled("x = __BUILT__;", &value).as_deref(), Ok("x = {\"a\":1};"));
        assert!(super::filled("x", &value).is_err());
    }
}
