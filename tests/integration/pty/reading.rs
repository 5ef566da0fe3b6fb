//! Start, move, filter, read, resize, follow.

use portable_pty::CommandBuilder;

use super::dumps::Dumps;
use super::session::Session;

fn reader(dumps: &Dumps, columns: u16, rows: u16) -> Session {
    Session::start(dumps.path(), columns, rows, &["--no-config", dumps.arg()])
}

#[test]
fn newest_flash_is_first_with_its_text() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(60));
    let mut session = reader(&dumps, 120, 30);
    let newest = session.see("赤松半导体第59号公告");
    let before = session.see("海屿航运第58号公告");
    assert!(newest < before);
    session.see("签订59号合同");
    session.keys("j");
    session.see("签订58号合同");
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

/// A start whose dumps were there before the first frame never asked for the names again. Each start is a race, so there are some.
#[test]
fn names_are_learnt_at_every_start() {
    let dumps = Dumps::new();
    dumps.write(&(Dumps::text(3) + "**[10:30]** 【英伟达发布新芯片】财联社3月2日电，正文。\n\n"));
    for _ in 0..8 {
        let mut session = reader(&dumps, 120, 30);
        session.see("NVDA.US");
        session.keys("q");
        assert_eq!(session.end(), 0);
    }
}

#[test]
fn since_leaves_earlier_days_out() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(60));
    let before = Dumps::text(50).replace("2026-03-02", "2026-02-20");
    std::fs::write(dumps.path().join("2026-02-20.md"), before).unwrap();
    let options = ["--no-config", "--since", "2026-03-01", dumps.arg()];
    let session = Session::start(dumps.path(), 120, 30, &options);
    session.see("赤松半导体第59号公告");
    session.see("只读 2026-03-01 起的电报");
    session.see(" 60 条");
    dumps.append(&Dumps::entry(60));
    session.see("星河机械第60号公告");
    session.see(" 61 条");
}

#[test]
fn esc_clears_a_chinese_filter() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(60));
    let mut session = reader(&dumps, 120, 30);
    session.see("赤松半导体第59号公告");
    session.keys("f云岭");
    session.see_no_more("赤松半导体第59号公告");
    session.see("云岭药业第57号公告");
    session.keys("\r");
    session.see("云岭药业第53号公告");
    session.keys("\x1b");
    session.see("海屿航运第58号公告");
    session.keys("gg");
    session.see("赤松半导体第59号公告");
}

#[test]
fn defect_6_q_steps_back_before_it_quits() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(60));
    let mut session = reader(&dumps, 120, 30);
    session.see("赤松半导体第59号公告");
    session.keys("f云岭\rzz");
    session.see_no_more("云岭药业第53号公告");
    session.keys("q");
    session.see("云岭药业第53号公告");
    session.keys("q");
    session.see("海屿航运第58号公告");
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn selection_stays_while_the_dump_changes() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(60));
    let mut session = reader(&dumps, 120, 30);
    session.see("赤松半导体第59号公告");
    session.keys(&"j".repeat(8));
    session.see("签订51号合同");
    let row = session.see("赤松半导体第51号公告");
    dumps.append(&Dumps::entry(60));
    // The day header took the line of this row.
    session.see("星河机械第60号公告");
    assert_eq!(session.see("赤松半导体第51号公告"), row);
    dumps.replace(&Dumps::text(64));
    session.see("↑ 新 3");
    assert_eq!(session.see("赤松半导体第51号公告"), row);
    session.see("签订51号合同");
    session.keys("gg");
    session.see("签订63号合同");
    session.see_no_more("↑ 新 3");
}

#[test]
fn polling_is_shown_and_finds_changes() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(10));
    let mut session = Session::start(
        dumps.path(),
        120,
        30,
        &["--no-config", "--poll=1", dumps.arg()],
    );
    session.see("轮询中");
    session.see("云岭药业第9号公告");
    dumps.append(&Dumps::entry(10));
    session.see("海屿航运第10号公告");
    dumps.replace(&Dumps::text(12));
    session.see("赤松半导体第11号公告");
    std::fs::create_dir(dumps.path().join("later")).unwrap();
    std::fs::rename(dumps.dump(), dumps.path().join("later/a.md")).unwrap();
    dumps.write(&Dumps::text(13).replace("2026-03-02", "2026-03-03"));
    session.see("25 条");
    std::fs::remove_dir_all(dumps.path().join("later")).unwrap();
    session.see("13 条");
    session.keys("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn folders_over_max_watches_are_polled() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(10));
    let config = dumps.path().join("config.toml");
    std::fs::write(&config, "max_watches = 1\n").unwrap();
    let below = dumps.path().join("below");
    std::fs::create_dir(&below).unwrap();
    let mut session = Session::start(
        dumps.path(),
        160,
        30,
        &["--config", config.to_str().unwrap(), dumps.arg()],
    );
    session.see("轮询中");
    std::fs::write(
        below.join("a.md"),
        Dumps::text(12).replace("2026-03-02", "2026-03-03"),
    )
    .unwrap();
    session.see("赤松半导体第11号公告");
    session.keys("!");
    session.see("max_watches");
    session.keys("qq");
    assert_eq!(session.end(), 0);
}

#[test]
fn problems_page_lists_empty_dumps() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(3));
    let empty = dumps.path().join("财联社【加红】电报_2026-03-02.md");
    std::fs::write(
        &empty,
        [
            Dumps::text(0).replace("普通", "加红").as_bytes(),
            b"\xFF\n**[10:15]**\n",
        ]
        .concat(),
    )
    .unwrap();
    let mut session = reader(&dumps, 120, 30);
    session.see("海屿航运第2号公告");
    session.keys("!");
    session.see("财联社【加红】电报_2026-03-02.md:");
    session.see("不是 UTF-8");
    // A complete dump clears the problem.
    std::fs::write(
        &empty,
        Dumps::text(0).replace("普通", "加红") + "**[10:15]** 财联社3月2日电，沪指高开。\n",
    )
    .unwrap();
    session.see_no_more("不是 UTF-8");
    session.keys("qq");
    assert_eq!(session.end(), 0);
}

#[test]
fn resize_to_nothing_and_back_keeps_the_list() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(60));
    let mut session = reader(&dumps, 120, 30);
    session.see("赤松半导体第59号公告");
    for (columns, rows) in [(60, 20), (20, 5), (1, 1), (3, 2), (200, 50), (40, 10)] {
        session.resize(columns, rows);
    }
    session.resize(100, 30);
    session.see("赤松半导体第59号公告");
    session.keys("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn resize_and_back_redraws_lost_cells() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(60));
    let mut session = reader(&dumps, 100, 30);
    session.see("赤松半导体第59号公告");
    for _ in 0..20 {
        session.resize(1, 1);
        session.resize(100, 30);
    }
    session.see("赤松半导体第59号公告");
    session.see("监视中");
    session.keys("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn later_folder_is_followed() {
    let dumps = Dumps::new();
    let later = dumps.path().join("later");
    let mut session = Session::start(
        dumps.path(),
        100,
        30,
        &["--no-config", later.to_str().unwrap()],
    );
    session.see("later");
    std::fs::create_dir(&later).unwrap();
    std::fs::write(later.join("a.md"), Dumps::text(3)).unwrap();
    session.see("海屿航运第2号公告");
    session.keys("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn piped_dump_is_read_with_terminal_keys() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(3));
    let mut command = CommandBuilder::new("/bin/sh");
    let piped = "cat \"$1\" | \"$0\" --no-config -";
    command.args([
        "-c",
        piped,
        env!("CARGO_BIN_EXE_dianbao"),
        dumps.dump().to_str().unwrap(),
    ]);
    command.env_clear();
    let mut session = Session::of(command, dumps.path(), (120, 30));
    session.see("签订2号合同");
    assert!(
        !session.screen().contains('*'),
        "what was piped in at once is not marked as new\n{}",
        session.screen()
    );
    session.keys("j");
    session.see("签订1号合同");
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn mistyped_setting_keeps_the_sources() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(60));
    let config = dumps.path().join("my.toml");
    std::fs::write(
        &config,
        format!("them = 'dark'\nsources = ['{}']\n", dumps.arg()),
    )
    .unwrap();
    let session = Session::start(
        dumps.path(),
        120,
        30,
        &["--config", config.to_str().unwrap()],
    );
    session.see("赤松半导体第59号公告");
    session.see("`them`");
}

/// With less memory than the dumps take, the newest day is there, and the reader says what is missing and why.
#[test]
fn newest_day_is_read_with_little_memory() {
    let dumps = Dumps::new();
    for day in 2..6 {
        let text = Dumps::text(10).replace("2026-03-02", &format!("2026-03-0{day}"));
        std::fs::write(dumps.path().join(format!("电报_2026-03-0{day}.md")), text).unwrap();
    }
    let config = dumps.path().join("config.toml");
    std::fs::write(&config, "max_memory = 1\n").unwrap();
    let mut session = Session::start(
        dumps.path(),
        120,
        30,
        &["--config", config.to_str().unwrap(), dumps.arg()],
    );
    session.see("云岭药业第9号公告");
    session.see("只留 2026-03-05 起的电报：内存上限 1 MiB（max_memory）");
    session.see("10 条");
    session.keys("!");
    session.see("上次写入");
    assert!(session.screen().contains("只留 2026-03-05 起的电报"));
    session.keys("qq");
    assert_eq!(session.end(), 0);
}
