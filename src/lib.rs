//! dianbao (电报): a terminal reader for 财联社 telegraph dumps.
//!
//! The screen, and where each part of it comes from:
//!
//! ```text
//!  电报  cls  5月31日 周日  1 全部 1  2 红 ·    最新 11:12，8 分钟前  14 条  停住  ● 监视中   <- ui/header, ui/view_names
//! ── 2026年5月31日 周日 ── 11 条 · 红 2 ────────│                                               <- ui/list_rules
//!  11:12 红 关于进一步支持新型储能发展的意见…   │ 关于进一步支持新型储能发展的意见发布          <- ui/panes/detail, ui/detail
//!  10:40    云阙航空：5月旅客周转量同比增长11…  │ 2026年5月31日 周日 11:12  加红  某部网站      <- dump/story
//! ▌10:05 升 白岭银行下调存款利率                │
//!  09:31    华岳电子涨停，成交额突破12亿元      │ 财联社5月31日电，三部门联合发布意见。         <- text/wrap
//!  09:31    三大指数集体高开 储能板块领涨       │
//!  09:25    盘中宝 固态电池材料进入中试 这家…   │ 一是完善容量电价机制；                        <- text/paragraphs
//!  09:15    集合竞价，澜江科技高开3.15%         │ 二是支持储能参与现货市场；
//! ^^     ^  ^ ui/row                            ^ ui/panes/divider
//! │└ ui/gutter, and timeline/badge for 红 升 改
//! └ app/unseen_items; app/item_list/rows says which line of which item is in which row
//!  列表  Enter 打开  f 筛选  / 查找  ? 说明                              今 11 · 红 2   ↑ 新 1  <- ui/status, ui/status_counts, ui/prompt
//! ```
//!
//! The way of a flash: [`watch`] notices that a dump changed, [`dump`] reads it, [`timeline`] merges it into its news day,
//! [`feed`] publishes the day, [`event_loop`] hands it to [`app::update`], [`ui`] draws it, and [`terminal::backend`] sends
//! the cells that changed.
//!
//! The way of a key: [`terminal::input`] reads it, [`config::keymap`] finds its action, [`app::update`] changes the model and
//! returns effects, and [`event_loop`] performs them.
//!
//! What the user marks: [`app`] changes its marks ([`state::Marks`]) at once and returns [`app::Effect::Remember`]; a thread
//! writes the same changes to the state file ([`state::Keeper`]).
//!
//! What always holds:
//!
//! - Parsing never fails; any order of loading gives the same timeline and the same ids ([`item::ItemId`]).
//! - What a dump contains reaches the terminal only as [`text::Printable`].
//! - [`app`], [`timeline`], [`query`], [`moment`], [`dump`] and [`text`] do no I/O and read no clock.
//! - No key waits for a disk or a query. The user's dumps are opened for reading only.
//!
//! `ARCHITECTURE.md` says why; `tests/integration/architecture` checks which module may name which.

pub mod action;
pub mod alert;
pub mod app;
pub mod archive;
pub mod bar;
pub mod cli;
pub mod config;
pub mod demo;
pub mod dump;
pub mod event_loop;
pub mod feed;
pub mod filter;
pub mod headless;
pub mod item;
pub mod knowledge;
pub mod lang;
pub mod last_run;
pub mod limits;
pub mod memory;
pub mod moment;
pub mod names;
pub mod openings;
pub mod pace;
pub mod path;
pub mod query;
pub mod rewrite;
pub mod rules;
mod run;
pub mod state;
pub mod tally;
pub mod terminal;
pub mod text;
pub mod timeline;
pub mod tmux;
pub mod ui;
pub mod values;
pub mod watch;
pub mod watchlist;
pub mod worker;

pub use run::run;
