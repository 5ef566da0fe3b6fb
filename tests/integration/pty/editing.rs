//! Opening the dump of an item in an editor: the file itself, or a copy of a member of an archive.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;

use portable_pty::CommandBuilder;

use super::dumps::Dumps;
use super::session::Session;

/// Starts the reader on a folder, with an editor that records its arguments and the content of the file. Its path has a space.
fn with_editor(dumps: &Dumps, arguments: &[&str]) -> Session {
    let editor = dumps.path().join(".my editor");
    let script = format!(
        "#!/bin/sh\nstat -c '%a' \"$2\" \"${{2%/*}}\" > {0}/.mode\nprintf '%s\\n' \"$1\" \"$2\" > {0}/.opened\ncp \"$2\" {0}/.text\n",
        dumps.arg()
    );
    fs::write(&editor, script).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dianbao"));
    command.args(arguments);
    command.env_clear();
    command.env("VISUAL", format!("'{}'", editor.display()));
    Session::of(command, dumps.path(), (140, 30))
}

fn noted(dumps: &Dumps, what: &str) -> String {
    fs::read_to_string(dumps.path().join(what)).unwrap()
}

#[test]
fn editor_opens_a_temporary_copy_of_a_member() {
    let dumps = Dumps::new();
    let archive = dumps.path().join("old.zip");
    let mut writer = zip::ZipWriter::new(fs::File::create(&archive).unwrap());
    writer
        .start_file(
            "days/电报_2026-03-02.md",
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
    writer.write_all(Dumps::text(3).as_bytes()).unwrap();
    writer.finish().unwrap();
    let before = fs::read(&archive).unwrap();
    let mut session = with_editor(&dumps, &["--no-config", archive.to_str().unwrap()]);
    session.see("海屿航运第2号公告");
    session.keys("e");
    session.see("只读副本");
    session.see("old.zip");
    let opened = noted(&dumps, ".opened");
    let (line, copy) = opened.trim_end().split_once('\n').unwrap();
    assert_eq!(
        (
            line,
            noted(&dumps, ".text").as_str(),
            noted(&dumps, ".mode").trim()
        ),
        ("+10", &*Dumps::text(3), "400\n700")
    );
    assert!(
        copy.ends_with("/电报_2026-03-02.md") && !std::path::Path::new(copy).exists(),
        "{copy}"
    );
    session.keys("q");
    assert_eq!(session.end(), 0);
    assert_eq!(fs::read(&archive).unwrap(), before);
}

#[test]
fn editor_opens_a_dump_file_itself() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(3));
    let mut session = with_editor(&dumps, &["--no-config", dumps.arg()]);
    session.see("海屿航运第2号公告");
    session.keys("e");
    // The next key is read once the editor is closed.
    session.keys("j");
    session.see("签订1号合同");
    assert_eq!(
        noted(&dumps, ".opened")
            .trim_end()
            .split_once('\n')
            .unwrap()
            .1,
        dumps.dump().to_str().unwrap()
    );
    session.keys("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn unclosed_quote_in_editor_is_reported() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(3));
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dianbao"));
    command.args(["--no-config", dumps.arg()]);
    command.env_clear();
    command.env("EDITOR", "\"/opt/my editor/ed");
    let mut session = Session::of(command, dumps.path(), (140, 30));
    session.see("海屿航运第2号公告");
    session.keys("e");
    session.see("$EDITOR 中有引号没有配对：\"/opt/my editor/ed");
    session.keys("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn standard_input_has_no_file_to_edit() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(3));
    let mut command = CommandBuilder::new("/bin/sh");
    let program = env!("CARGO_BIN_EXE_dianbao");
    command.args([
        "-c",
        &format!(
            "cat '{}' | '{program}' --no-config -",
            dumps.dump().display()
        ),
    ]);
    command.env_clear();
    command.env("VISUAL", "/bin/false");
    let mut session = Session::of(command, dumps.path(), (140, 30));
    session.see("海屿航运第2号公告");
    session.keys("e");
    session.see("来自标准输入");
    session.keys("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn encoding_option_applies_to_the_reader() {
    let dumps = Dumps::new();
    // Without a byte order mark, UTF-16 cannot be detected.
    let utf16: Vec<u8> = Dumps::text(5)
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    fs::write(dumps.dump(), utf16).unwrap();
    let mut session = with_editor(
        &dumps,
        &["--no-config", "--encoding", "utf-16be", dumps.arg()],
    );
    session.see("星河机械第4号公告");
    let more: Vec<u8> = Dumps::entry(5)
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    fs::OpenOptions::new()
        .append(true)
        .open(dumps.dump())
        .unwrap()
        .write_all(&more)
        .unwrap();
    session.see("云岭药业第5号公告");
    session.keys("q");
    assert_eq!(session.end(), 0);
}
