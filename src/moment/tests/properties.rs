//! Properties of any text.

use proptest::prelude::*;

use super::context;
use crate::item::{Rollover, Stamp};
use crate::moment::{TimeContext, Wanted, When, parse_elapsed};

/// Pieces of times, and characters that are none.
const PIECES: &str = r"(今|昨|天|收|开|盘|上|周|一|日|月|年|点|半|下午|晚|近|小时|前|至|now|last|mon|may|am|pm|h|m|ago|at|T|[0-9]{1,9}|[-:./ 　…~：０-９]|\.\.|\PC){0,8}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn parsing_never_panics(typed in PIECES, unix in any::<u32>()) {
        let context = TimeContext { now: Stamp::from_unix(unix.into()).unwrap(), ..context() };
        let _ = parse_elapsed(&typed);
        for wanted in [Wanted::Time, Wanted::Day] {
            match When::parse(&typed, wanted) {
                Ok(when) => {
                    let _ = when.target(&context);
                    let _ = when.start(&TimeContext { clock_day: None, ..context });
                    let _ = when.time_of_day(Rollover::default());
                    if let Some(days) = when.days(&context) {
                        prop_assert!(days.first <= days.last);
                    }
                }
                Err(error) => prop_assert!(typed.get(error.at.clone()).is_some(), "{error:?}"),
            }
        }
    }

    /// What the interface writes can be typed.
    #[test]
    fn written_moments_are_read_back(unix in 0..u32::MAX) {
        let now = Stamp::from_unix(i64::from(unix) / 60 * 60).unwrap();
        let written = now.time().naive_local();
        for form in ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y年%m月%d日 %H:%M", "%Y%m%d %H%M"] {
            let typed = written.format(form).to_string();
            let when = When::parse(&typed, Wanted::Time).unwrap();
            prop_assert_eq!(when.start(&TimeContext::at(now)), Some(now), "{}", typed);
        }
    }
}
