//! A generator of dumps in the `day` dialect: the same seed gives the same bytes on every machine.
//!
//! The shapes are those of the wire: a third without a title, 30 to 900 characters, bursts in one minute, one entry in
//! nine also in 加红. The words are invented.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use chrono::{Datelike, NaiveDate, TimeDelta};

/// `SplitMix64` (Steele, Lea, Flood 2014): small, and its values are specified.
#[derive(Debug)]
pub(crate) struct SyntheticRandom(u64);

impl SyntheticRandom {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.below(from.len() as u64)).unwrap_or(0)]
    }
}

const NAMES: &[&str] = &[
    "星河机械",
    "云岭药业",
    "海屿航运",
    "赤松半导体",
    "北辰电子",
    "青禾农业",
    "远山能源",
    "白鹭航空",
    "长风汽车",
    "金穗银行",
    "蓝湾地产",
    "雪原冷链",
    "天枢软件",
    "飞廉物流",
    "Helios Labs",
    "Norden Grid",
    "Quanta Mills",
    "Vela Systems",
];
const PLACES: &[&str] = &[
    "江南省",
    "滨海新区",
    "西岭市",
    "北原州",
    "南屿国",
    "东港",
    "中央湖区",
    "高原特区",
];
const DEEDS: &[&str] = &[
    "签订重大合同",
    "推出新一代产品",
    "拟回购股份",
    "预计净利润增长",
    "获批开展试点",
    "计划扩建产线",
    "发布业绩预告",
    "完成一轮融资",
    "中标轨道交通项目",
    "与多家机构达成合作",
    "下调全年指引",
    "启动海外布局",
    "披露减持计划",
    "收到监管问询",
];
const CLAUSES: &[&str] = &[
    "公司在互动平台回复投资者提问时表示，相关产品已进入小批量试制阶段",
    "业内人士认为，需求回暖与库存下降将共同推动价格上行",
    "根据公告，交易对方为非关联方，本次交易不构成重大资产重组",
    "分析称，利率路径仍取决于就业与通胀数据",
    "当地气象部门提醒，未来三天仍有强降雨，请注意防范",
    "多名知情人士透露，谈判已进入最后阶段，但尚未达成最终协议",
    "会议强调，要加快建设统一市场，稳步扩大制度型开放",
    "该项目总装机容量位居同类项目前列，预计年内并网发电",
    "盘面上，算力、机器人、低空经济等方向走强，煤炭、银行调整",
    "公司称生产经营正常，不存在应披露而未披露的重大信息",
];
const SOURCES: &[&str] = &[
    "江南日报",
    "滨海晚报",
    "原野新闻",
    "财经观察",
    "本社记者 林远",
];
const COLUMNS: &[&str] = &["盘前速递", "产业前线", "研报精读"];

/// Returns the text of an entry without its stamp.
fn text(random: &mut SyntheticRandom, day: NaiveDate) -> String {
    let (name, place, deed) = (random.pick(NAMES), random.pick(PLACES), random.pick(DEEDS));
    let mut text = String::new();
    if !random.one_in(3) {
        let column = if random.one_in(30) {
            format!("【{}】", random.pick(COLUMNS))
        } else {
            String::new()
        };
        let _ = write!(
            text,
            "【{column}{name}：{place}{deed} 涉及金额{}亿元】",
            random.below(900) + 1
        );
    }
    let _ = write!(
        text,
        "财联社{}月{}日电，{name}{deed}，",
        day.month(),
        day.day()
    );
    let _ = write!(
        text,
        "同比{}{}.{}%。",
        if random.one_in(2) { "增长" } else { "下降" },
        random.below(90),
        random.below(100)
    );
    let sentences = match random.below(10) {
        0..=4 => random.below(3),
        5..=8 => random.below(8),
        _ => random.below(24),
    };
    for n in 0..sentences {
        let _ = write!(
            text,
            "{}，金额{}万元，编号{:x}。",
            random.pick(CLAUSES),
            random.below(90_000),
            random.next()
        );
        if n % 5 == 4 {
            text.push(' ');
        }
    }
    if random.one_in(6) {
        let _ = write!(text, " ({})", random.pick(SOURCES));
    }
    text
}

fn heading(channel: &str, day: NaiveDate) -> String {
    format!("# 财联社【{channel}】电报 - {day}\n> 统计周期：{day} 05:30 至次日 05:30\n\n---\n\n")
}

/// Returns the dumps of one news day, 普通 and 加红, with about `entries` entries in total.
pub(crate) fn day(random: &mut SyntheticRandom, day: NaiveDate, entries: u64) -> [String; 2] {
    let mut dumps = [heading("普通", day), heading("加红", day)];
    let mut minutes: Vec<u64> = (0..entries).map(|_| random.below(24 * 60)).collect();
    minutes.sort_unstable();
    for since in minutes {
        let minute = (since + 5 * 60 + 30) % (24 * 60);
        let entry = format!(
            "**[{:02}:{:02}]** {}\n\n",
            minute / 60,
            minute % 60,
            text(random, day)
        );
        match random.below(9) {
            0 => dumps[1].push_str(&entry),
            1 => dumps.iter_mut().for_each(|dump| dump.push_str(&entry)),
            _ => dumps[0].push_str(&entry),
        }
    }
    dumps
}

/// Writes an archive of `days` news days of about `entries` entries each, up to 2026-05-31, with a folder for each
/// year.
pub(crate) fn archive(folder: &Path, days: u64, entries: u64) -> io::Result<()> {
    let last = NaiveDate::from_ymd_opt(2026, 5, 31).ok_or(io::ErrorKind::InvalidInput)?;
    let mut random = SyntheticRandom::new(1);
    for back in 0..i64::try_from(days).unwrap_or(i64::MAX) {
        let date = last - TimeDelta::days(back);
        let year = folder.join(date.year().to_string());
        fs::create_dir_all(&year)?;
        for (channel, dump) in ["普通", "加红"].iter().zip(day(&mut random, date, entries)) {
            fs::write(
                year.join(format!("财联社【{channel}】电报_{date}.md")),
                dump,
            )?;
        }
    }
    Ok(())
}
