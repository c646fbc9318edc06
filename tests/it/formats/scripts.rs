use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::written;
use crate::tools::found;

/// What a script of `examples/reports` makes of the demonstration's JSON.
fn report(program: &str, script: &str) -> Option<String> {
    let program = found(&[program])?;
    let mut child = Command::new(program)
        .arg(Path::new("examples/reports").join(script))
        .env("LC_ALL", "C.UTF-8")
        .env("PYTHONUTF8", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&written("json", &["proposals"])).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    Some(String::from_utf8(out.stdout).unwrap())
}

#[test]
fn a_report_in_python() {
    if let Some(report) = report("python3", "shortlist.py") {
        insta::assert_snapshot!(report);
    }
}

#[test]
fn a_report_in_shell_and_jq() {
    if found(&["jq"]).is_some()
        && let Some(report) = report("sh", "gaps.sh")
    {
        insta::assert_snapshot!(report);
    }
}
