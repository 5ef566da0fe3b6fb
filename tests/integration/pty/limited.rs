//! Runs the program under limits of the system.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::sync::atomic::{AtomicU32, Ordering};

/// How many users this process has taken.
static USERS: AtomicU32 = AtomicU32::new(0);

/// Runs the program with few processes. The system counts those of a user, threads included, and sets root no limit. So root
/// becomes a user that has no processes, and any other user gets a namespace in which they are counted anew.
pub(crate) struct FewThreads {
    become_other: Vec<String>,
    /// A copy that any user may execute.
    program: PathBuf,
}

impl FewThreads {
    /// `folder` holds the copy. It and its files become readable for everyone. `None` if such a limit cannot be set here.
    pub(crate) fn new(folder: &Path) -> Option<Self> {
        let program = folder.join(".dianbao");
        fs::copy(env!("CARGO_BIN_EXE_dianbao"), &program).unwrap();
        let files = fs::read_dir(folder).unwrap();
        for path in files
            .map(|file| file.unwrap().path())
            .chain([folder.into()])
        {
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        // Tests run at the same time, in one process or in several. Each has users of its own.
        let user = 1_000_000 + 64 * process::id() + USERS.fetch_add(1, Ordering::Relaxed);
        let other = format!("setpriv --reuid={user} --regid={user} --clear-groups");
        let namespace = "unshare --user --map-current-user".to_owned();
        let found = [other, namespace].into_iter().find_map(|line| {
            let become_other = line.split(' ').map(str::to_owned).collect();
            let limited = Self {
                become_other,
                program: program.clone(),
            };
            (limited.can_start(10) && !limited.can_start(1)).then_some(limited)
        });
        if found.is_none() {
            println!("the number of processes cannot be limited here: not tested");
        }
        found
    }

    /// The command line for at most `count` processes and threads, the first one included.
    pub(crate) fn command(&self, count: usize, arguments: &[&str]) -> Vec<String> {
        let program = self.program.to_str().unwrap();
        let arguments = [&[program], arguments].concat();
        self.limit(count, &arguments)
    }

    fn limit(&self, count: usize, command: &[&str]) -> Vec<String> {
        let limit = ["prlimit".to_owned(), format!("--nproc={count}")];
        let command = command.iter().map(|word| (*word).to_owned());
        let become_other = self.become_other.iter().cloned();
        become_other.chain(limit).chain(command).collect()
    }

    /// Whether a shell can start a process under this limit.
    fn can_start(&self, count: usize) -> bool {
        let line = self.limit(count, &["sh", "-c", "(exit 7); test $? = 7"]);
        let mut command = Command::new(&line[0]);
        let output = command.args(&line[1..]).output();
        output.is_ok_and(|output| output.status.success())
    }
}
