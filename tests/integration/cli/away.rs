//! Sources that go and come while `tail` follows them: nothing old is printed.

use std::fs;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};

#[cfg(target_os = "linux")]
use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};

use tempfile::TempDir;

use super::{HEADING, dianbao, folder, path};

const OLD: &str = "**[06:00]** 甲\n\n**[06:30]** 乙\n\n";

/// A running `tail` of the last item and all that follow.
struct RunningTail {
    child: Child,
    printed: Lines<BufReader<ChildStdout>>,
    errors: Lines<BufReader<ChildStderr>>,
}

impl RunningTail {
    fn start(mut command: Command) -> Self {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        Self {
            printed: BufReader::new(child.stdout.take().unwrap()).lines(),
            errors: BufReader::new(child.stderr.take().unwrap()).lines(),
            child,
        }
    }

    fn follow(source: &Path) -> Self {
        Self::start(dianbao(&["tail", "-n", "1", path(source)]))
    }

    /// Waits for the next printed item, which has this text.
    fn prints(&mut self, text: &str) {
        let line = self.printed.next().unwrap().unwrap();
        assert!(line.ends_with(text), "{line}");
    }

    /// Waits for the next printed item, and returns the last word of its text.
    fn next_text(&mut self) -> String {
        let line = self.printed.next().unwrap().unwrap();
        line.split_whitespace().last().unwrap().to_owned()
    }

    /// Waits for the next error.
    fn fails(&mut self, with: &str) {
        let line = self.errors.next().unwrap().unwrap();
        assert!(line.contains(with), "{line}");
    }
}

#[cfg(target_os = "linux")]
impl RunningTail {
    /// Sets how many descriptors it may have; `None` for as many as the test.
    fn limit_descriptors(&self, most: Option<u64>) {
        let own = getrlimit(Resource::Nofile);
        let limit = Rlimit {
            current: most.or(own.current),
            ..own
        };
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap());
        prlimit(pid, Resource::Nofile, limit).unwrap();
    }
}

impl Drop for RunningTail {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn append(dump: &Path, entry: &str) {
    let mut file = fs::OpenOptions::new().append(true).open(dump).unwrap();
    write!(file, "{entry}\n\n").unwrap();
}

#[test]
fn source_that_comes_back_prints_what_is_new() {
    let (home, dump) = folder(OLD);
    let away = tempfile::tempdir().unwrap();
    let elsewhere = away.path().join("elsewhere");
    let mut tail = RunningTail::follow(home.path());
    tail.prints("乙");
    fs::rename(home.path(), &elsewhere).unwrap();
    tail.fails("No such file or directory");
    fs::rename(&elsewhere, home.path()).unwrap();
    append(&dump, "**[06:50]** 丙");
    tail.prints("丙");
}

#[test]
fn late_source_prints_what_is_from_now_on() {
    let home = tempfile::tempdir().unwrap();
    let source = home.path().join("later");
    let mut tail = RunningTail::follow(&source);
    tail.fails("No such file or directory");
    let draft = home.path().join("draft");
    fs::create_dir(&draft).unwrap();
    let dump = draft.join("电报_2026-01-06.md");
    fs::write(&dump, format!("{HEADING}{OLD}**[06:40]** 丙没有写完")).unwrap();
    let coming = HEADING.replace("2026-01-06", "2098-01-06");
    fs::write(draft.join("电报_2098-01-06.md"), format!("{coming}{OLD}")).unwrap();
    fs::rename(&draft, &source).unwrap();
    tail.prints("2098-01-06 06:00    甲");
    append(&source.join(dump.file_name().unwrap()), "，现在写完了。");
    append(&source.join("电报_2098-01-06.md"), "**[06:40]** 丁");
    tail.prints("2098-01-06 06:30    乙");
    tail.prints("丁");
}

/// What it has open stays so, but no file can be opened.
#[cfg(target_os = "linux")]
#[test]
fn shortage_of_descriptors_prints_nothing_old() {
    let (home, dump) = folder(OLD);
    let mut tail = RunningTail::follow(home.path());
    tail.prints("乙");
    tail.limit_descriptors(Some(3));
    append(&dump, "**[06:40]** 丙");
    let other = home.path().join("别的_2026-01-06.md");
    fs::write(&other, format!("{HEADING}**[06:45]** 丁\n\n")).unwrap();
    tail.fails("Too many open files");
    tail.limit_descriptors(None);
    let mut printed = [tail.next_text(), tail.next_text()];
    printed.sort();
    assert_eq!(printed, ["丁", "丙"]);
    append(&dump, "**[06:50]** 戊");
    tail.prints("戊");
}

/// A shell in a namespace of its own, where it may mount, with a dump and two empty folders.
struct Mounting {
    /// The shell, and what the `tail` prints that it starts.
    tail: RunningTail,
    shell: ChildStdin,
    _home: TempDir,
    dump: String,
    source: String,
    kept: String,
}

impl Mounting {
    /// `None` where it is not permitted to mount.
    fn new() -> Option<Self> {
        let mut probe = Command::new("unshare");
        let probe = probe.args(["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]);
        let is_permitted = probe.stderr(Stdio::null()).status();
        if !is_permitted.is_ok_and(|status| status.success()) {
            println!("skipped: this system does not permit to mount in a namespace");
            return None;
        }
        let mut shell = Command::new("unshare");
        shell.args(["-rm", "sh", "-eu"]).stdin(Stdio::piped());
        let mut tail = RunningTail::start(shell);
        let (home, dump) = folder(OLD);
        let [source, kept] = ["source", "kept"].map(|name| {
            let folder = home.path().join(name);
            fs::create_dir(&folder).unwrap();
            path(&folder).to_owned()
        });
        Some(Self {
            shell: tail.child.stdin.take().unwrap(),
            tail,
            dump: path(&dump).to_owned(),
            _home: home,
            source,
            kept,
        })
    }

    fn run(&mut self, script: &str) {
        writeln!(self.shell, "{script}").unwrap();
    }

    /// Starts `tail`, whose last item is the last one of the dump.
    fn follow(&mut self) {
        let program = env!("CARGO_BIN_EXE_dianbao");
        self.run(&format!(
            "{program} tail --no-config -n 1 {} &",
            self.source
        ));
        self.tail.prints("乙");
    }

    fn append(&mut self, entry: &str) {
        self.run(&format!(
            "printf '{entry}\\n\\n' >> {}/live.md",
            self.source
        ));
    }
}

/// A bind mount is undone while `tail` is stopped. Then another file system is mounted, which may get the same number.
#[test]
fn mount_after_another_is_noticed() {
    let Some(mut mounting) = Mounting::new() else {
        return;
    };
    let (source, kept) = (mounting.source.clone(), mounting.kept.clone());
    fs::rename(&mounting.dump, format!("{kept}/live.md")).unwrap();
    mounting.run(&format!("mount --bind {kept} {source}"));
    mounting.follow();
    mounting.run(&format!(
        "kill -STOP $!; umount -l {source}; rmdir {source}; mv {kept} {source}; kill -CONT $!"
    ));
    mounting.append("**[06:40]** 丙");
    mounting.tail.prints("丙");
    mounting.run(&format!("mount -t tmpfs none {source}"));
    mounting.tail.fails("its file system is not mounted");
    mounting.run(&format!("umount -l {source}"));
    mounting.append("**[06:45]** 丁");
    mounting.tail.prints("丁");
    mounting.run("kill $!");
}

#[test]
fn mount_that_comes_back_prints_what_is_new() {
    let Some(mut mounting) = Mounting::new() else {
        return;
    };
    let (source, kept) = (mounting.source.clone(), mounting.kept.clone());
    let dump = mounting.dump.clone();
    mounting.run(&format!(
        "mount -t tmpfs none {kept}; cp {dump} {kept}/live.md; mount --bind {kept} {source}"
    ));
    mounting.follow();
    mounting.run(&format!("umount -l {source}"));
    mounting.tail.fails("its file system is not mounted");
    mounting.run(&format!("mount --bind {kept} {source}"));
    mounting.append("**[06:40]** 丙");
    mounting.tail.prints("丙");
    mounting.run("kill $!");
}
