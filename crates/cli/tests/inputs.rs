//! Bad input is a finding or a clear error with a documented exit code, and the other files of the same command are still read.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const GOOD: &str = "At least five rockets were fired at the Ain al-Asad air base on Sunday, two security sources said.";

struct Desk {
    folder: TempDir,
    good: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let good = folder.path().join("good.txt");
        std::fs::write(&good, GOOD).expect("written");
        Self { folder, good }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    }

    /// Reads the file between two good ones; the reports on standard output, what was said on standard error, the exit code.
    fn read(&self, bad: &Path) -> (Vec<serde_json::Value>, String, i32) {
        let good = self.good.as_os_str();
        told(dateline().args(["read", "--format", "json", "--published", "2024-04-22"]).args([
            good,
            bad.as_os_str(),
            good,
        ]))
    }
}

fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    // What input is refused does not hang on who reads it.
    command.env("DATELINE_READER", "rules").stdin(Stdio::null());
    command
}

#[test]
fn the_network_reads_along_unless_told_not_to() {
    let desk = Desk::new();
    // In texts of fewer than 80 words the network has no say.
    let long =
        format!("{GOOD} {}", "The market of the town stayed open, and the buses to the river ran as usual. ".repeat(6));
    let long = desk.file("long.txt", long.as_bytes());
    let made_by = |reader: &str| {
        let (reports, said, code) = told(dateline().args(["read", "--format", "json", "--reader", reader]).arg(&long));
        assert_eq!(code, 0, "{said}");
        reports[0].to_string()
    };
    assert!(made_by("joined").contains("+network"));
    assert!(!made_by("rules").contains("network"));
}

fn told(command: &mut Command) -> (Vec<serde_json::Value>, String, i32) {
    let Output { status, stdout, stderr } = command.output().expect("dateline starts");
    let lines = String::from_utf8(stdout).expect("UTF-8");
    let reports = lines.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect();
    (reports, String::from_utf8_lossy(&stderr).into_owned(), status.code().expect("an exit code"))
}

fn findings(report: &serde_json::Value) -> Vec<&str> {
    report["findings"].as_array().expect("findings").iter().filter_map(|f| f["code"].as_str()).collect()
}

/// What cannot be read at all: exit code 3, words on standard error, both good files read.
fn unread(desk: &Desk, bad: &Path, words: &str) {
    let (reports, said, code) = desk.read(bad);
    assert_eq!((reports.len(), code), (2, 3), "{said}");
    assert!(
        said.contains(words) && said.contains(&bad.file_name().expect("a name").to_string_lossy().into_owned()),
        "{said}"
    );
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    let desk = Desk::new();
    unread(&desk, &desk.file("empty.html", b""), "empty");
}

#[test]
fn a_missing_file_is_named() {
    let desk = Desk::new();
    unread(&desk, &desk.folder.path().join("nowhere.txt"), "no such file");
}

#[test]
fn a_pdf_is_no_text() {
    let desk = Desk::new();
    unread(
        &desk,
        &desk.file("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
        "PDF",
    );
}

#[test]
fn random_bytes_are_no_text() {
    let desk = Desk::new();
    let mut state = 7u32;
    let bytes: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .take(20_000)
    .collect();
    unread(&desk, &desk.file("noise.txt", &bytes), "not text");
}

#[test]
fn fifty_megabytes_of_one_line_do_not_stop_the_others() {
    let desk = Desk::new();
    unread(&desk, &desk.file("long.txt", &vec![b'a'; 50 << 20]), "split it");
}

#[test]
fn broken_html_is_read_as_far_as_it_goes() {
    let desk = Desk::new();
    let page = format!("<html><body><article><h1>Rockets<p>{GOOD}<div><p>{GOOD}</span></table><b");
    let (reports, said, code) = desk.read(&desk.file("broken.html", page.as_bytes()));
    assert_eq!((reports.len(), code), (3, 0), "{said}");
    assert!(reports[1]["report"]["text"].as_str().expect("text").contains("five rockets"));
}

#[test]
fn a_wrong_character_set_is_a_finding() {
    let desk = Desk::new();
    let mut page = b"<html><head><meta charset=\"utf-8\"></head><body><article><p>Au moins cinq personnes ont \xe9t\xe9 tu\xe9es. ".to_vec();
    page.extend_from_slice(GOOD.as_bytes());
    page.extend_from_slice(b"</p></article></body></html>");
    let (reports, said, code) = desk.read(&desk.file("latin.html", &page));
    assert_eq!((reports.len(), code), (3, 0), "{said}");
    assert!(findings(&reports[1]).iter().any(|code| code.starts_with("charset/")), "{:?}", findings(&reports[1]));
}

#[test]
fn another_language_is_kept_with_a_finding() {
    let desk = Desk::new();
    let text = "Mindestens fünf Raketen wurden am Sonntag auf den Stützpunkt abgefeuert, wie zwei Sicherheitsquellen mitteilten. \
                Niemand wurde verletzt, sagte ein Offizier der Armee. Es war der erste Angriff seit Anfang Februar.";
    let (reports, said, code) = desk.read(&desk.file("deutsch.txt", text.as_bytes()));
    assert_eq!((reports.len(), code), (3, 0), "{said}");
    assert!(findings(&reports[1]).iter().any(|code| code.starts_with("language/")), "{:?}", findings(&reports[1]));
}

#[test]
fn a_folder_is_read_with_all_below_it() {
    let desk = Desk::new();
    std::fs::create_dir(desk.folder.path().join("below")).expect("made");
    desk.file("below/second.txt", GOOD.as_bytes());
    desk.file("below/picture.png", b"\x89PNG\r\n\x1a\n");
    let (reports, said, code) = told(dateline().args(["read", "--format", "json"]).arg(desk.folder.path()));
    assert_eq!((reports.len(), code), (2, 0), "{said}");
}

#[test]
fn a_url_that_refuses_and_one_on_this_machine_are_errors_of_their_own() {
    let desk = Desk::new();
    let (reports, said, code) =
        told(dateline().args(["read", "--format", "json", "http://127.0.0.1:1/report"]).arg(&desk.good));
    assert_eq!((reports.len(), code), (1, 3), "{said}");
    assert!(said.contains("--allow-private"), "{said}");
    let (reports, said, code) = told(
        dateline().args(["read", "--format", "json", "--allow-private", "http://127.0.0.1:1/report"]).arg(&desk.good),
    );
    assert_eq!((reports.len(), code), (1, 3), "{said}");
    assert!(said.contains("http://127.0.0.1:1/report"), "{said}");
}

/// A server of one answer on this machine.
fn serve(answer: Vec<u8>) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = stream;
            let _ = std::io::Read::read(&mut stream, &mut [0; 4096]);
            let _ = stream.write_all(&answer);
        }
    });
    format!("http://{address}/report")
}

#[test]
fn a_page_too_large_or_redirected_without_end_is_refused() {
    let body = "x".repeat(4000);
    let large = serve(
        format!(
            "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 4000\r\nconnection: close\r\n\r\n{body}"
        )
        .into_bytes(),
    );
    let (_, said, code) = told(dateline().args(["read", "--allow-private", "--max-bytes", "1000", &large]));
    assert!(code == 3 && said.contains("--max-bytes"), "{code} {said}");
    let round =
        serve(b"HTTP/1.1 302 Found\r\nlocation: /report\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_vec());
    let (_, said, code) = told(dateline().args(["read", "--allow-private", &round]));
    assert!(code == 3 && said.contains("redirects"), "{code} {said}");
}

#[test]
fn a_fetched_page_is_read_with_its_url() {
    let page = format!(
        "<html><head><title>Rockets at base</title></head><body><article><p>{GOOD}</p></article></body></html>"
    );
    let url = serve(
        format!("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {}\r\n\r\n{page}", page.len())
            .into_bytes(),
    );
    let (reports, said, code) = told(dateline().args(["read", "--format", "json", "--allow-private", &url]));
    assert_eq!((reports.len(), code), (1, 0), "{said}");
    assert_eq!(reports[0]["report"]["url"].as_str(), Some(url.as_str()));
}

#[test]
fn a_wrong_command_line_and_a_missing_ledger_have_codes_of_their_own() {
    let desk = Desk::new();
    let (_, said, code) = told(dateline().args(["raed", "x.txt"]));
    assert!(code == 2 && said.contains("read"), "{code} {said}");
    let (_, said, code) = told(dateline().args(["events", "--ledger"]).arg(desk.folder.path().join("none.db")));
    assert!(code == 1 && said.contains("dateline add"), "{code} {said}");
}
