//! Gives what the program takes from its glue short names. `wasm-bindgen` ends each name with a hash, which no compression
//! shortens, and each stands in both.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{Import, Imports, Parser};

/// Letters of the hash.
const HASH: usize = 16;

/// Rewrites the program in place, and gives the glue that fits it.
///
/// # Errors
/// When the file is no program, or cannot be read or written.
pub fn shorten(wasm: &Path, glue: &str) -> Result<String, String> {
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", wasm.display());
    let bytes = fs::read(wasm).map_err(|error| failed(&error))?;
    let (bytes, glue) = shortened(&bytes, glue).map_err(|error| failed(&error))?;
    fs::write(wasm, bytes).map_err(|error| failed(&error))?;
    Ok(glue)
}

fn shortened(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String), String> {
    let mut names = Names { glue: glue.to_owned(), short: HashMap::new() };
    let mut module = Module::new();
    let done = names.parse_core_module(&mut module, Parser::new(0), wasm);
    done.map_err(|error| error.to_string())?;
    Ok((module.finish(), names.glue))
}

struct Names {
    glue: String,
    short: HashMap<String, String>,
}

impl Names {
    /// The name from now on: a short one where the glue has this one once, as the name of a function, and the hash is there
    /// by which nothing else can be meant.
    fn of(&mut self, name: &str) -> String {
        if let Some(short) = self.short.get(name) {
            return short.clone();
        }
        let end = name.rsplit('_').next().unwrap_or_default();
        let has_hash = end.len() == HASH && end.bytes().all(|byte| byte.is_ascii_hexdigit());
        let stands = format!("{name}: function");
        let is_one = self.glue.matches(name).count() == 1 && self.glue.contains(&stands);
        if !(has_hash && is_one) {
            return name.to_owned();
        }
        let short = format!("i{}", self.short.len());
        self.glue = self.glue.replace(name, &short);
        self.short.insert(name.to_owned(), short.clone());
        short
    }
}

impl Reencode for Names {
    type Error = std::convert::Infallible;

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: Imports<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let Imports::Single(at, import) = imports else {
            return utils::parse_imports(self, section, imports);
        };
        let name = self.of(import.name);
        utils::parse_imports(self, section, Imports::Single(at, Import { name: &name, ..import }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, TypeSection};
    use wasmparser::Payload;

    const LONG: &str = "__wbg_get_d7176cfb76d71114";

    fn program(imports: &[&str]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut section = ImportSection::new();
        for name in imports {
            section.import("./glue_bg.js", name, EntityType::Function(0));
        }
        let mut module = Module::new();
        module.section(&types).section(&section);
        module.finish()
    }

    fn imported(wasm: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            if let Payload::ImportSection(section) = payload.unwrap() {
                found.extend(section.into_imports().map(|import| import.unwrap().name.to_owned()));
            }
        }
        found
    }

    #[test]
    fn a_function_has_one_short_name_in_the_program_and_in_its_glue() {
        let glue = format!("const all = {{\n  {LONG}: function(arg0) {{}},\n  plain: function() {{}},\n}};");
        let (wasm, glue) = shortened(&program(&[LONG, "plain", LONG]), &glue).unwrap();
        assert_eq!(imported(&wasm), ["i0", "plain", "i0"]);
        assert_eq!(glue, "const all = {\n  i0: function(arg0) {},\n  plain: function() {},\n};");
    }

    #[test]
    fn what_the_glue_does_not_have_just_once_keeps_its_name() {
        for glue in ["", &format!("{LONG}: function() {{ {LONG}() }}"), &format!("{LONG}()")] {
            let (wasm, same) = shortened(&program(&[LONG]), glue).unwrap();
            assert_eq!((imported(&wasm), same.as_str()), (vec![LONG.to_owned()], glue));
        }
    }

    #[test]
    fn what_is_no_program_stops_the_build() {
        assert!(shortened(b"not a program", "").is_err());
    }
}
