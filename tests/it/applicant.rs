use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// What an applicant does over several evenings, in a folder of its own; each command and what it said go into one transcript.
struct Evenings {
    folder: PathBuf,
    transcript: String,
}

impl Evenings {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self { folder, transcript: String::new() }
    }

    /// Runs the program, and gives its exit code and what it wrote.
    fn run(&mut self, arguments: &str) -> (i32, String) {
        let Output { status, stdout, stderr } =
            Command::new(env!("CARGO_BIN_EXE_fieldtrial")).args(arguments.split(' ')).current_dir(&self.folder).output().unwrap();
        let code = status.code().unwrap();
        let [out, said] = [stdout, stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        self.transcript.push_str(&format!("$ fieldtrial {arguments}\n? {code}\n{said}"));
        (code, out)
    }

    fn json(&mut self, arguments: &str) -> (i32, Value) {
        let (code, out) = self.run(&format!("{arguments} --format json"));
        (code, serde_json::from_str(&out).unwrap_or_else(|error| panic!("{arguments}: {error}\n{}", self.transcript)))
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).unwrap()
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.folder.join(file), text).unwrap();
    }
}

/// The errors that stand in a draft, by code.
fn errors(document: &Value) -> Vec<String> {
    let findings = document["drafts"][0]["findings"].as_array().unwrap();
    let errors = findings.iter().filter(|finding| finding["severity"] == "error");
    errors.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

/// What each placeholder of a new statement is filled in with, in their order.
const ANSWERS: &[&str] = &[
    "Jo Ash",
    "1 High Street, Ashby",
    "jo@ash.example",
    "01632 960001",
    "Four schools give their budgets to one board that parents, staff and pupils elect.",
    "Each head leads one subject in all four schools, and answers to the board for it.",
    "By 2009 half as many children will be excluded from the four schools.",
    "Every child can take any course in any of the four schools from September.",
    "Mrs A. Holroyd, head of Ash Lane",
    "The governors of the four schools",
    "Sixty-one children were excluded from the four schools last year, twice as many as in 2003.",
    "The White Paper asks every area for an offer that no school can make alone.",
    "Eleven people sit on the board: four parents, four of the staff and three pupils, elected every two years.",
    "On 6 February the four governing bodies voted to give up their budgets. £40,000 is in the bank.",
    "If the board fails, the county steps in within a month and the budgets go back.",
    "A lecturer and six pupils agree the questions and count exclusions each June; the figures go to every head in the county.",
    "Ash Lane School",
    "Ash Grove School",
];

/// A blank statement with its placeholders filled in and three half days offered.
fn filled(blank: &str) -> String {
    let mut text = String::new();
    let mut answers = ANSWERS.iter();
    let mut rest =
        blank.replace("  # { date", "  { date = 2006-03-14, half = \"am\" },\n  { date = 2006-03-22, half = \"pm\" },\n  { date");
    // A placeholder stands alone in its text: right after the quotation mark, or on a line of its own.
    while let Some(at) = [rest.find("\"<"), rest.find("\n<")].into_iter().flatten().min() {
        let answer = answers.next().unwrap_or_else(|| panic!("one more placeholder: {}", &rest[at..]));
        let end = at + rest[at..].find('>').unwrap();
        text.push_str(&format!("{}{answer}", &rest[..=at]));
        rest = rest[end + 1..].to_owned();
    }
    assert_eq!(answers.next(), None);
    text + &rest
}

/// From a blank page to a draft worth sending.
#[test]
fn a_blank_page_becomes_a_statement() {
    let mut evenings = Evenings::new("applicant");
    let (code, _) = evenings.run("new draft.toml --domain groups-of-schools --title Four");
    assert_eq!(code, 0);
    let blank = evenings.read("draft.toml");

    // Nothing is written over.
    evenings.write("draft.toml", &format!("{blank}\n# mine\n"));
    assert_eq!(evenings.run("new draft.toml").0, 2);
    assert!(evenings.read("draft.toml").ends_with("# mine\n"));

    // What is left to do is told, all of it, and nothing else is wrong.
    let (code, checked) = evenings.json("check draft.toml");
    let left = errors(&checked);
    assert_eq!(code, 1);
    let placeholders = left.iter().filter(|code| *code == "statement::placeholder").count();
    assert_eq!(placeholders, ANSWERS.len(), "{left:?}");
    assert!(left.iter().all(|code| code == "statement::placeholder" || code == "statement::missing"), "{left:?}");

    evenings.write("draft.toml", &filled(&blank));
    let (code, checked) = evenings.json("check draft.toml");
    assert_eq!((code, errors(&checked)), (0, Vec::new()), "{checked:#}");

    let (code, scored) = evenings.json("score draft.toml");
    assert_eq!(code, 0);
    let before = scored["statements"][0]["criteria"]["learning"]["score"].as_f64().unwrap();
    assert!(
        before > 0.0 && scored["statements"][0]["criteria"]["learning"]["next"].as_str().is_some_and(|next| !next.is_empty())
    );

    // A redraft: what it gained is told with the sentence that gained it.
    let more = "The findings, failures included, go to every school in the county each spring.";
    evenings.write(
        "redraft.toml",
        &filled(&blank).replace("every head in the county.", &format!("every head in the county. {more}")),
    );
    let (code, difference) = evenings.json("diff draft.toml redraft.toml");
    assert_eq!(code, 0);
    let learning = &difference["criteria"]["learning"];
    assert!(learning["new"].as_f64() > learning["old"].as_f64(), "{learning}");
    assert!(learning["came"].as_array().unwrap().iter().any(|piece| piece["quote"] == more), "{learning}");
    insta::assert_snapshot!("applicant", evenings.transcript);
}

/// A statement begun in a word processor goes the same way.
#[test]
fn a_letter_becomes_a_statement() {
    let mut evenings = Evenings::new("letter");
    fs::copy("tests/it/letters/two-schools.docx", evenings.folder.join("letter.docx")).unwrap();
    assert_eq!(evenings.run("new draft.toml --from letter.docx").0, 0);
    let (_, checked) = evenings.json("check draft.toml");
    let left = errors(&checked);
    assert!(left.iter().all(|code| code == "statement::placeholder"), "{left:?}\n{}", evenings.read("draft.toml"));
    let (code, scored) = evenings.json("score draft.toml");
    assert_eq!(code, 0);
    assert!(scored["statements"][0]["overall"].as_f64().unwrap() > 0.5, "{scored:#}");
    insta::assert_snapshot!("letter", evenings.transcript);
}
