//! README's table of modules is made of what each module says of itself: the first sentence of its docstring.
//!
//! `KAA_REWRITE=1 cargo test library_table` writes the table anew.

use std::fs;

use kaa::stdlib;

use crate::process::root;

const BEGIN: &str = "<!-- modules -->\n";
const END: &str = "<!-- end of modules -->\n";

#[test]
fn readme_has_all_modules() {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).expect("README.md");
    let (front, rest) = readme.split_once(BEGIN).expect("a place for the table");
    let (table, back) = rest.split_once(END).expect("an end of the table");
    let wanted = table_of_modules();
    if std::env::var_os("KAA_REWRITE").is_some() {
        fs::write(&path, format!("{front}{BEGIN}{wanted}{END}{back}")).expect("README.md is written");
        return;
    }
    assert!(table == wanted, "README's table of modules is out of date: KAA_REWRITE=1 cargo test library_table");
}

fn table_of_modules() -> String {
    let mut names: Vec<&str> = stdlib::names().filter(|name| !name.starts_with('_') && !name.contains('.')).collect();
    names.sort_unstable();
    let mut table = String::from("| module | what it covers |\n|---|---|\n");
    for name in names {
        let text = said_by_source(name)
            .or_else(|| stdlib::find(name).and_then(|found| found.natives).map(|natives| natives.doc.to_string()))
            .unwrap_or_default();
        let sentence = first_sentence(&text);
        assert!(!sentence.is_empty(), "the module {name} does not say in its docstring what it covers");
        table += &format!("| `{name}` | {sentence} |\n");
    }
    table
}

/// The docstring of a module's Python source.
fn said_by_source(name: &str) -> Option<String> {
    let folder = root().join("src/stdlib/python");
    let places = [folder.join(format!("{name}.py")), folder.join(name).join("__init__.py")];
    let mut file = places.into_iter().find(|place| place.exists())?;
    if file.is_dir() {
        // A module in parts: the first one speaks.
        let parts = fs::read_dir(&file).ok()?.map(|entry| entry.expect("an entry").path());
        file = parts.min()?;
    }
    let source = fs::read_to_string(file).ok()?;
    let quotes = ["\"\"\"", "'''"].into_iter().find(|quotes| source.starts_with(quotes))?;
    let (doc, _) = source.get(3..)?.split_once(quotes)?;
    Some(doc.to_string())
}

/// The first sentence, on one line.
fn first_sentence(text: &str) -> String {
    let paragraph = text.trim().split("\n\n").next().unwrap_or_default();
    let line = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = line.find(". ").unwrap_or(line.len());
    line.get(..end).unwrap_or_default().trim_end_matches('.').replace('|', "\\|")
}
