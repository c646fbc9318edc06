use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

fn program(arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_fieldtrial"));
    program.args(arguments);
    program
}

fn output(arguments: &[&str]) -> (Vec<u8>, Option<i32>) {
    let out = program(arguments).output().unwrap();
    (out.stdout, out.status.code())
}

/// A stream that is open at both ends.
fn stream() -> Child {
    let mut program = program(&["score", "--input", "jsonl", "--format", "jsonl", "-"]);
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let all = ["score", "rated/statements", "tests/it/fixtures/slips.toml", "proposals"];
    for format in ["json", "jsonl", "table"] {
        let run = |jobs: &str| output(&[&all[..], &["--format", format, "--width", "100", "--jobs", jobs]].concat());
        let (one, code) = run("1");
        assert_eq!(code, Some(3));
        assert!(["2", "3", "16"].iter().all(|jobs| run(jobs).0 == one), "{format}");
    }
}

#[test]
fn rows_come_out_before_the_next_come_in() {
    let mut stream = stream();
    let mut rows = stream.stdin.take().unwrap();
    let mut scores = BufReader::new(stream.stdout.take().unwrap());
    for (row, id) in
        [("{\"id\": \"a\", \"text\": \"The heads hand over.\"}", "\"a\""), ("nonsense", "\"-:2\""), ("\n{}", "\"-:4\"")]
    {
        writeln!(rows, "{row}").unwrap();
        let mut scored = String::new();
        scores.read_line(&mut scored).unwrap();
        assert!(scored.starts_with(&format!("{{\"id\":{id},")), "{scored}");
    }
    drop(rows);
    assert_eq!(stream.wait().unwrap().code(), Some(3));
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let mut stream = stream();
    let mut rows = stream.stdin.take().unwrap();
    drop(stream.stdout.take());
    // The program ends while there is more to read: writing on fails, sooner or later.
    while writeln!(rows, "{{\"id\": \"a\", \"text\": \"The heads hand over.\"}}").is_ok() {}
    assert_eq!(stream.wait().unwrap().code(), Some(0));
}

#[test]
fn rows_of_a_stream_are_those_of_the_document() {
    let (document, _) = output(&["score", "rated/statements", "--format", "json"]);
    let (rows, _) = output(&["score", "rated/statements", "--format", "jsonl"]);
    let document: serde_json::Value = serde_json::from_slice(&document).unwrap();
    let rows: Vec<serde_json::Value> =
        String::from_utf8(rows).unwrap().lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    assert_eq!(document["statements"], serde_json::Value::Array(rows));
}

#[test]
fn a_stream_into_a_file_is_written_whole() {
    let folder = std::env::temp_dir().join(format!("fieldtrial-stream-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("scores.jsonl");
    let (shown, code) = output(&["score", "proposals/*.toml", "-o", file.to_str().unwrap()]);
    let written = fs::read(&file).unwrap();
    let left: Vec<_> = fs::read_dir(&folder).unwrap().collect();
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!((shown, code, left.len()), (Vec::new(), Some(0), 1));
    assert_eq!(written, output(&["score", "proposals", "--format", "jsonl"]).0);
}

/// A row that is too long is a failure, and the rows after it are scored.
#[test]
fn a_row_too_long_is_passed_over() {
    let mut stream = stream();
    let mut rows = stream.stdin.take().unwrap();
    let long = "x".repeat(3 << 20);
    let writing = std::thread::spawn(move || {
        writeln!(rows, "{{\"id\": \"long\", \"text\": \"{long}\"}}\n{{\"id\": \"after\", \"text\": \"The heads hand over.\"}}")
            .unwrap();
    });
    let output = stream.wait_with_output().unwrap();
    writing.join().unwrap();
    let rows = String::from_utf8(output.stdout).unwrap();
    let ids: Vec<_> = rows.lines().map(|row| serde_json::from_str::<serde_json::Value>(row).unwrap()["id"].clone()).collect();
    assert_eq!(ids, ["-:1", "after"]);
    assert_eq!(output.status.code(), Some(3));
}
