use std::env;
use std::path::PathBuf;

/// The first of these programs that is installed. Where none is, a test cannot do its work: it says so loudly, and fails where the
/// variable FIELDTRIAL_ALL_TOOLS says that all should be there.
pub(crate) fn found(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let found = names.iter().find_map(|name| env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()));
    if found.is_none() {
        let message = format!("SKIPPED: none of {} is installed, so this was not tested", names.join(", "));
        assert!(env::var_os("FIELDTRIAL_ALL_TOOLS").is_none(), "{message}");
        // Written past the test's own capture, so that it is seen where the test passes.
        let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("\n{message}\n").as_bytes());
    }
    found
}
