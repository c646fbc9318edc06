#[test]
fn transcripts_come_true() {
    trycmd::TestCases::new().case("README.md").case("tests/it/cmd/*.md");
}
