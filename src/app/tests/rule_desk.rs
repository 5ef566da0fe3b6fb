//! A reader whose rules can be edited, with their file.

use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::Arc;

use crate::app::test_reader::{TODAY, TestReader, dump, dump_of, entries, write_rules};
use crate::app::{Effect, Message};
use crate::config::{Config, ConfigErrors, RulesFile};
use crate::item::Stamp;
use crate::moment::TimeContext;
use crate::query::Watchlists;
use crate::rules::{self, RuleRequest, RuleSet, RulesNews};

pub(super) const RULES: &str = "\
# 我的规则。

[[rule]]
name = '甲'   # 第一条
query = '甲1'
key = 2

# 乙的一切。
[[rule]]
name = '乙'
query = '乙'
unless = '乙03'
";

/// A reader with a file of rules beside it.
pub(super) struct Desk {
    pub(super) reader: TestReader,
    pub(super) file: String,
}

impl Deref for Desk {
    type Target = TestReader;

    fn deref(&self) -> &TestReader {
        &self.reader
    }
}

impl DerefMut for Desk {
    fn deref_mut(&mut self) -> &mut TestReader {
        &mut self.reader
    }
}

pub(super) fn desk(file: &str) -> Desk {
    let config = Config {
        rules: RulesFile::at(Path::new("rules.toml")),
        ..Config::default()
    };
    let mut reader = TestReader::configured(config);
    reader.read(&[
        dump("2026-05-13", &entries("乙", 10)),
        dump(TODAY, &entries("甲", 20)),
        dump_of("加红", TODAY, &entries("丙", 4)),
    ]);
    let file = file.to_owned();
    let mut desk = Desk { reader, file };
    desk.read_rules();
    desk
}

pub(super) fn parse(text: &str) -> Result<Arc<RuleSet>, ConfigErrors> {
    let times = TimeContext::at(Stamp::default());
    rules::parse("rules.toml", text, &times, &Watchlists::default()).map(Arc::new)
}

impl Desk {
    pub(super) fn read_rules(&mut self) {
        let rules = parse(&self.file);
        self.send(Message::Rules(RulesNews::Read(rules)));
        self.lay_out_rows();
    }

    pub(super) fn lay_out_rows(&mut self) {
        let rows = u16::try_from(self.app.rule_rows().len()).unwrap();
        self.lay_out_page(rows);
    }

    /// Presses keys. What they want to be written is written after each of them.
    pub(super) fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.reader.press(key);
            self.write_all();
        }
        self
    }

    /// Writes what is wanted by now, and what is wanted after that.
    pub(super) fn write_all(&mut self) {
        let mut effects = self.reader.effects();
        while !effects.is_empty() {
            for effect in effects {
                if let Effect::WriteRules(request) = effect {
                    self.write(request);
                }
            }
            effects = self.reader.effects();
        }
    }

    pub(super) fn write(&mut self, request: RuleRequest) {
        let written = write_rules(&self.reader.app, request, &mut self.file);
        self.send(Message::Rules(RulesNews::Written(written)));
        self.lay_out_rows();
    }
}

/// The name of the selected rule.
pub(super) fn selected(reader: &TestReader) -> String {
    let row = reader.app.selected_rule_row().unwrap();
    row.name(reader.app.config.lang).into_owned()
}
