//! `x` writes the file of rules, and every reader follows it.

use std::fs;

use super::dumps::Dumps;
use super::session::Session;

fn start(dumps: &Dumps) -> Session {
    let session = Session::start(dumps.path(), 120, 30, &[dumps.arg()]);
    session.see("盘中宝 某材料二号");
    session
}

#[test]
fn mute_is_written_and_others_follow() {
    let dumps = Dumps::new();
    let columns = "**[10:00]** 【【盘中宝】某材料一号】进入中试。\n\n**[10:01]** 【【盘中宝】某材料二号】进入中试。\n\n";
    dumps.write(&format!("{}{columns}", Dumps::text(4)));
    let folder = dumps.path().join(".config/dianbao");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("rules.toml");
    fs::write(&file, "# mine\n").unwrap();
    let (mut reader, mut other) = (start(&dumps), start(&dumps));
    reader.keys("x");
    reader.see("今天折叠 盘中宝");
    for session in [&reader, &other] {
        session.see("··· 折叠 2 条  盘中宝");
    }
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("# mine\n"), "{text}");
    assert!(text.contains("mute = \"fold\""), "{text}");
    reader.keys("U");
    for session in [&reader, &other] {
        session.see("盘中宝 某材料二号");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "# mine\n");
    for session in [&mut reader, &mut other] {
        session.keys("q");
        assert_eq!(session.end(), 0);
    }
}
