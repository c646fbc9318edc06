use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use fieldtrial::document::{self, Block, Document, Shape};
use fieldtrial::source::Source;
use fieldtrial::statement;
use fieldtrial::{intake, template};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use crate::statements::{RUBRIC, scored};

/// The file that `new --from` writes.
fn written(document: &Document) -> String {
    let intake = intake::take(document, &RUBRIC);
    template::write(&intake.form, &intake.remarks, "statement.schema.json", &RUBRIC)
}

/// How often each word stands in some texts.
fn counted<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

fn texts<'v>(value: &'v toml::Value, out: &mut Vec<&'v str>) {
    match value {
        toml::Value::String(text) => out.push(text),
        toml::Value::Array(items) => items.iter().for_each(|item| texts(item, out)),
        toml::Value::Table(table) => table.values().for_each(|item| texts(item, out)),
        _ => {}
    }
}

/// The words of a document that are neither in a value nor in a note of the file made from it.
fn lost(document: &Document, file: &str) -> Vec<String> {
    let table: toml::Table = file.parse().unwrap_or_else(|error| panic!("{error}\n{file}"));
    let value = toml::Value::Table(table);
    let mut found = Vec::new();
    texts(&value, &mut found);
    // A line of prose may begin with #; it is counted twice then, and loses nothing.
    found.extend(file.lines().filter(|line| line.trim_start().starts_with('#')));
    let kept = counted(found.into_iter());
    let had = counted(document.blocks.iter().map(|block| block.text.as_str()).chain(document.beside.iter().map(String::as_str)));
    had.into_iter().filter(|(word, count)| kept.get(word).is_none_or(|kept| kept < count)).map(|(word, _)| word).collect()
}

/// Letters as people send them. two-schools.docx is written by docx.py (python-docx, as Word would: typed numbers, bold headings, tables);
/// valley.odt is valley.html opened and saved by LibreOffice: `soffice --headless --convert-to odt --infilter="HTML (StarWriter)"`.
fn letters() -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir("tests/it/letters").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| ["docx", "odt", "md", "txt"].iter().any(|ending| path.extension().is_some_and(|found| found == *ending)));
    paths.sort();
    assert!(paths.len() >= 4);
    paths
}

#[test]
fn letters_become_statements() {
    for path in letters() {
        let document = document::read(&path).unwrap();
        let file = written(&document);
        assert_eq!(lost(&document, &file), [""; 0], "{}", path.display());
        let without_guidance: String =
            file.lines().skip_while(|line| !line.starts_with("# To look at")).map(|line| format!("{line}\n")).collect();
        insta::assert_snapshot!(path.file_name().unwrap().to_str().unwrap(), without_guidance);
    }
}

/// What the word processor has is in the document: the text of the archive's XML, by another reader than the program's.
#[test]
fn no_word_of_an_archive_is_passed_over() {
    for (path, parts) in [("two-schools.docx", &["word/document.xml", "word/footer1.xml"][..]), ("valley.odt", &["content.xml"])]
    {
        let path = Path::new("tests/it/letters").join(path);
        let document = document::read(&path).unwrap();
        let read =
            counted(document.blocks.iter().map(|block| block.text.as_str()).chain(document.beside.iter().map(String::as_str)));
        let mut archive = zip::ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
        for part in parts {
            let xml = std::io::read_to_string(archive.by_name(part).unwrap()).unwrap();
            let plain: String =
                xml.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| format!("{text} ")).collect();
            let plain = plain.replace("&amp;", "&").replace("&quot;", "\"").replace("&apos;", "'");
            let passed: Vec<_> =
                counted([plain.as_str()].into_iter()).into_keys().filter(|word| !read.contains_key(word)).collect();
            assert!(passed.is_empty(), "{part}: {passed:?}");
        }
    }
}

#[test]
fn a_statement_from_a_word_document_is_scored() {
    let file = written(&document::read(Path::new("tests/it/letters/two-schools.docx")).unwrap());
    let one = scored("letter.toml", &file);
    assert_eq!(one.lead, "federation");
    assert!(one.criteria["radical"].score.value() >= 2.0);
}

/// Runs `new` in a folder of its own.
fn new(folder: &str, arguments: &[&str]) -> (PathBuf, Output) {
    let folder = std::env::temp_dir().join(format!("fieldtrial-{folder}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_fieldtrial")).current_dir(&folder).arg("new").args(arguments).output().unwrap();
    (folder, output)
}

#[test]
fn a_new_statement_filled_in_is_whole() {
    let (folder, output) = new("new", &["draft.toml", "--domain", "14-19", "--title", "One \"timetable\""]);
    assert!(output.status.success());
    let draft = fs::read_to_string(folder.join("draft.toml")).unwrap();
    assert_eq!(
        fs::read_to_string(folder.join("statement.schema.json")).unwrap(),
        fs::read_to_string("schema/statement.schema.json").unwrap()
    );
    let again = Command::new(env!("CARGO_BIN_EXE_fieldtrial")).current_dir(&folder).args(["new", "draft.toml"]).output().unwrap();
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.join("draft.toml")).unwrap(), draft);
    // All that is wrong with it is that no half day is given; the placeholders are texts.
    let problems = statement::read(&Source::new("x", draft.clone()), &RUBRIC.call).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert!(draft.matches("<your words>").count() > 5);
    let day = |date: &str| format!("  {{ date = {date}, half = \"am\" }},\n");
    let days: String = ["2006-03-14", "2006-03-15", "2006-03-16"].map(day).concat();
    let filled = draft.replace("dates = [\n", &format!("dates = [\n{days}"));
    let statement = statement::read(&Source::new("x", filled), &RUBRIC.call).unwrap();
    assert_eq!((statement.title.as_str(), statement.domain.as_deref()), ("One \"timetable\"", Some("14-19")));
    assert_eq!(statement.institutions.len(), 2);
    fs::remove_dir_all(folder).unwrap();
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Files that are not what they seem are refused with a reason, and never break the program.
#[test]
fn broken_documents_are_refused() {
    let folder = std::env::temp_dir().join(format!("fieldtrial-broken-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let refused = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        document::read(&path).err().map(|error| format!("{error:#}")).unwrap_or_default()
    };
    let bomb = archive(&[("word/document.xml", &vec![b' '; 40 << 20])]);
    assert!(bomb.len() < 1 << 20);
    assert!(refused("bomb.docx", &bomb).contains("more than"));
    assert!(refused("no.docx", b"no archive").contains("damaged"));
    assert!(refused("empty.odt", &archive(&[])).contains("content.xml"));
    assert!(refused("broken.docx", &archive(&[("word/document.xml", b"<w:document><w:p></w:document>")])).contains("XML"));
    assert!(refused("latin.txt", b"caf\xe9").contains("UTF-8"));
    assert!(refused("letter.doc", b"").contains(".docx"));
    let whole = fs::read("tests/it/letters/two-schools.docx").unwrap();
    for end in (0..whole.len()).step_by(997) {
        let _ = refused("cut.docx", &whole[..end]);
    }
    let deep = "<p>".repeat(100_000);
    let _ = refused("deep.odt", &archive(&[("content.xml", deep.as_bytes())]));
    fs::remove_dir_all(&folder).unwrap();
}

fn block() -> impl Strategy<Value = Block> {
    let texts = prop_oneof![
        Just("1. Key contact".to_owned()),
        Just("Item 2 – The idea".to_owned()),
        Just("Hopes".to_owned()),
        Just("4. Stakeholders: Jo Ash (agreed)".to_owned()),
        Just("5) Visits".to_owned()),
        Just("Title: x".to_owned()),
        Just("Name\tStatus".to_owned()),
        Just("Ann Other, 1 High Street, tel 01632 960001, ann@six.example".to_owned()),
        Just("14 March am, 15/3/06 pm".to_owned()),
        Just("Role: \"\"\"a head\"\"\" \\ '''of two'''".to_owned()),
        Just("a\u{0}b \u{7f}\u{1b}[0m c\r d\u{85}e".to_owned()),
        "[a-z0-9@:,.()\"'\\\\\t\n#=\\[\\] –]{0,60}",
        "\\PC{0,40}",
    ];
    let shapes = prop_oneof![Just(Shape::Paragraph), Just(Shape::Item), Just(Shape::Row), (0..4usize).prop_map(Shape::Heading)];
    (texts, shapes, any::<bool>(), prop::option::of(1..7usize)).prop_map(|(text, shape, bold, number)| Block {
        shape,
        text,
        bold,
        number,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_document_is_lost(blocks in prop::collection::vec(block(), 0..12), beside in prop::collection::vec("\\PC{0,20}", 0..2)) {
        let document = Document { blocks, beside };
        let file = written(&document);
        prop_assert_eq!(lost(&document, &file), Vec::<String>::new(), "{}", file);
        // Whatever is in it, it is read: what is wrong with it is that something is missing or has no place.
        let (statement, _) = statement::read_all(&Source::new("x", file), &RUBRIC.call);
        prop_assert!(statement.is_some());
    }
}
