//! Far more than any wire sends: nothing is lost and the keys keep working. The benchmarks measure the speed.

use std::fmt::Write as _;
use std::fs;

use super::dumps::Dumps;
use super::session::Session;

fn start(dumps: &Dumps) -> Session {
    Session::start(dumps.path(), 100, 30, &["--no-config", dumps.arg()])
}

/// An entry of a crowded day: two hundred share each minute.
fn entry(n: usize) -> String {
    let (hour, minute) = (6 + n / 200 / 60, n / 200 % 60);
    format!(
        "**[{hour:02}:{minute:02}]** 【人群第{n:06}号】财联社3月2日电，第{n:06}号，同比增长{}%。\n\n",
        n % 90
    )
}

#[test]
fn bursts_arrive_completely_while_moving() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(0));
    dumps.append(&(0..40).map(entry).collect::<String>());
    let mut session = start(&dumps);
    session.see("人群第000039号");
    session.keys(&"j".repeat(8));
    session.see("9/");
    for burst in 0..20 {
        let from = 40 + burst * 500;
        dumps.append(&(from..from + 500).map(entry).collect::<String>());
        session.keys(if burst % 2 == 0 { "j" } else { "k" });
    }
    session.see(" 10040 条");
    session.see("财联社3月2日电，第000031号");
    session.keys("gg");
    session.see("人群第010039号");
    session.keys("G");
    session.see("人群第000000号");
    session.keys("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn very_long_text_is_cut_with_a_note() {
    let dumps = Dumps::new();
    let long =
        "公司在互动平台回复投资者提问时表示，产品已进入试制阶段，同比增长12.5%。".repeat(20_000);
    dumps.write(&format!(
        "{}**[23:00]** 【长文】财联社3月2日电，{long}文末。\n\n",
        Dumps::text(20)
    ));
    let mut session = start(&dumps);
    session.see("试制阶段");
    session.keys("\r");
    session.keys("G");
    session.see("只显示前");
    dumps.append("**[23:01]** 【短讯】财联社3月2日电，短。\n\n");
    session.see("短讯");
    session.keys("\x0c");
    session.see("只显示前");
    // The list at full density, with all of it in view.
    session.keys("\x1b");
    session.see(" 列表 ");
    session.keys("dd");
    session.see("试制阶段");
    session.keys("jjkk");
    session.keys("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn thousands_of_dumps_appear_and_vanish() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(20));
    let mut session = start(&dumps);
    session.see("赤松半导体第19号公告");
    let folder = dumps.path().join("many");
    fs::create_dir(&folder).unwrap();
    let heading = Dumps::text(0);
    for n in 0..2_000 {
        let mut text = heading.clone();
        write!(text, "{}", entry(n)).unwrap();
        fs::write(folder.join(format!("{n}.md")), text).unwrap();
    }
    session.see(" 2020 条");
    session.keys("\x04\x04\x15\x15gg");
    fs::remove_dir_all(&folder).unwrap();
    session.see(" 20 条");
    session.see("赤松半导体第19号公告");
    session.keys("q");
    assert_eq!(session.end(), 0);
}
