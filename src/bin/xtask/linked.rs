//! What the compiler linked for the phone, as a graph: which function and which piece of data needs which others. The
//! relocations say so, which `src/build.rs` asks the linker to leave in (<https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md>).

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use wasmparser::{
    KnownCustom, Linking, Parser, Payload, RelocSectionReader, RelocationType, SymbolInfo, SymbolInfoMap,
    TypeRef,
};

/// A section by what can be relocated in it.
#[derive(Default)]
struct Places(Vec<(Range<usize>, usize)>);

impl Places {
    /// The node in which this byte of the file lies.
    fn node_at(&self, byte: usize) -> Option<usize> {
        let after = self.0.partition_point(|(range, _)| range.start <= byte);
        let (range, node) = self.0.get(after.checked_sub(1)?)?;
        range.contains(&byte).then_some(*node)
    }
}

/// The program. A node is a function or a piece of data.
#[derive(Default)]
pub struct Linked {
    /// Bytes of each node.
    sizes: Vec<usize>,
    /// The name of each that has one, as the compiler writes it.
    names: HashMap<usize, String>,
    needs: Vec<Vec<usize>>,
    /// What is asked for from outside.
    roots: Vec<usize>,
}

impl Linked {
    /// Reads a program that was linked with its relocations.
    ///
    /// # Errors
    /// When it is no such program.
    pub fn read(bytes: &[u8]) -> wasmparser::Result<Self> {
        let mut program = Self::default();
        let (mut code, mut data) = (Places::default(), Places::default());
        let mut segments = Vec::new();
        let mut starts: Vec<usize> = Vec::new();
        let mut symbols = None;
        let mut relocations: Vec<RelocSectionReader<'_>> = Vec::new();
        let position = |slice: &[u8]| slice.as_ptr() as usize - bytes.as_ptr() as usize;
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload?;
            if let Some((_, range)) = payload.as_section() {
                starts.push(usize_of(range.start));
            }
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)) {
                            program.add(0);
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == wasmparser::ExternalKind::Func {
                            program.roots.push(usize_of(export.index.into()));
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let range = usize_of(body.range().start)..usize_of(body.range().end);
                    let node = program.add(range.len());
                    code.0.push((range, node));
                }
                Payload::DataSection(reader) => {
                    for segment in reader {
                        segments.push(position(segment?.data));
                    }
                }
                Payload::CustomSection(custom) => match custom.as_known() {
                    KnownCustom::Linking(linking) => {
                        for part in linking {
                            if let Linking::SymbolTable(table) = part? {
                                symbols = Some(table);
                            }
                        }
                    }
                    KnownCustom::Reloc(reader) => relocations.push(reader),
                    _ => {}
                },
                _ => {}
            }
        }
        let nodes = match symbols {
            Some(table) => program.name(table, &segments, &mut data)?,
            None => Vec::new(),
        };
        for reader in relocations {
            let Some(start) = starts.get(usize_of(reader.section_index().into())) else { continue };
            for entry in reader.entries() {
                let entry = entry?;
                // The index is that of a symbol, but where a type is meant.
                let is_type = entry.ty == RelocationType::TypeIndexLeb;
                let needed = nodes.get(usize_of(entry.index.into())).copied().flatten();
                let byte = start + usize_of(entry.offset.into());
                let needs = code.node_at(byte).or_else(|| data.node_at(byte));
                if let (Some(needs), Some(needed), false) = (needs, needed, is_type) {
                    program.needs[needs].push(needed);
                }
            }
        }
        Ok(program)
    }

    fn add(&mut self, size: usize) -> usize {
        self.sizes.push(size);
        self.needs.push(Vec::new());
        self.sizes.len() - 1
    }

    /// The node of each symbol. Those of data are made here.
    fn name(
        &mut self,
        table: SymbolInfoMap<'_>,
        segments: &[usize],
        data: &mut Places,
    ) -> wasmparser::Result<Vec<Option<usize>>> {
        let mut nodes = Vec::new();
        let mut pieces = BTreeMap::new();
        for symbol in table {
            nodes.push(match symbol? {
                SymbolInfo::Func { index, name, .. } => {
                    let node = usize_of(index.into());
                    if let Some(name) = name {
                        self.names.entry(node).or_insert_with(|| name.to_owned());
                    }
                    Some(node)
                }
                SymbolInfo::Data { symbol: Some(symbol), .. } => {
                    let start = segments.get(usize_of(symbol.index.into())).copied().unwrap_or_default()
                        + usize_of(symbol.offset.into());
                    let size = usize_of(symbol.size.into());
                    Some(pieces.entry(start).or_insert_with(|| (start..start + size, self.add(size))).1)
                }
                _ => None,
            });
        }
        data.0.extend(pieces.into_values());
        Ok(nodes)
    }

    /// Bytes of all that the program needs.
    pub fn all(&self) -> usize {
        self.without(|_| false)
    }

    /// Bytes that it needs for what has such a name and for nothing else.
    pub fn only_for(&self, is_meant: impl Fn(&str) -> bool) -> usize {
        self.all() - self.without(is_meant)
    }

    /// Bytes of the first part: all that is needed without going where the program is split.
    pub fn first(&self) -> usize {
        self.without(is_split)
    }

    /// As [`Self::only_for`], of the first part alone.
    pub fn first_only_for(&self, is_meant: impl Fn(&str) -> bool) -> usize {
        self.first() - self.without(|name| is_split(name) || is_meant(name))
    }

    fn without(&self, is_left_out: impl Fn(&str) -> bool) -> usize {
        let left_out = |node: &usize| self.names.get(node).is_some_and(|name| is_left_out(name));
        let mut seen = vec![false; self.sizes.len()];
        let mut next: Vec<usize> = self.roots.clone();
        let mut bytes = 0;
        while let Some(node) = next.pop() {
            if !std::mem::replace(&mut seen[node], true) && !left_out(&node) {
                bytes += self.sizes[node];
                next.extend(&self.needs[node]);
            }
        }
        bytes
    }
}

/// Whether a function is one of those at which `wasm_split_helpers` cuts.
fn is_split(name: &str) -> bool {
    name.contains("__wasm_split")
}

/// Positions in a program of a few megabytes.
fn usize_of(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
