//! The system's limit of watched folders, in a user namespace of its own, where it is low.

use std::fs;
use std::process::Command;

use portable_pty::CommandBuilder;

use super::dumps::Dumps;
use super::session::Session;

/// Sets the limit to two, then becomes the program.
const LIMITED: &str = "echo 2 > /proc/sys/user/max_inotify_watches && exec \"$@\"";

#[test]
fn a_reached_limit_of_watched_folders_is_told_and_replaced_by_polling() {
    let may = Command::new("unshare").args(["-Ur", "sh", "-c", LIMITED, "sh", "true"]).status();
    if !may.is_ok_and(|status| status.success()) {
        println!("user namespaces are not allowed here: not tested");
        return;
    }
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(60));
    let folders = ["a", "b", "c"].map(|name| dumps.dump().with_file_name(name));
    folders.iter().for_each(|folder| fs::create_dir(folder).unwrap());
    let mut command = CommandBuilder::new("unshare");
    command.env_clear();
    let program = env!("CARGO_BIN_EXE_dianbao");
    command.args(["-Ur", "sh", "-c", LIMITED, "sh", program, "--no-config", dumps.arg()]);
    let mut session = Session::of(command, dumps.path(), (120, 30));
    session.see("轮询中");
    for (n, folder) in folders.iter().enumerate() {
        fs::write(folder.join("电报_2026-03-02.md"), Dumps::text(0) + &Dumps::entry(60 + n)).unwrap();
        session.see(&format!("{} 条", 61 + n));
    }
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}
