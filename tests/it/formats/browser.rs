use std::fs;
use std::process::Command;

use super::{INPUTS, tempfile, written};
use crate::tools::found;

/// The page in real Chromium: sorting, filters, marks, contrast, widths, paper, and markup that stays text.
#[test]
fn the_page_works_in_a_browser() {
    let tools = [&["python3"][..], &["chromedriver"], &["chromium", "chromium-browser", "google-chrome"]].map(found);
    let [Some(python), Some(driver), Some(chromium)] = tools else { return };
    let folder = tempfile("browser");
    fs::write(folder.join("comparison.html"), written("html", &INPUTS)).unwrap();
    fs::write(folder.join("hostile.html"), written("html", &["tests/it/fixtures/hostile.toml"])).unwrap();
    let out = Command::new(python)
        .arg("-B")
        .arg("tests/browser/page.py")
        .args([driver, chromium, folder.join("comparison.html"), folder.join("hostile.html"), folder])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stdout);
    assert!(out.status.success(), "{said}\n{}", String::from_utf8_lossy(&out.stderr));
}
