//! What the screen says of hits.

use ratatui::buffer::{Buffer, CellWidth};

use super::fixture::UiReader;
use crate::config::Config;
use crate::config::theme::{Role, Theme};

/// The texts on the screen that are lit in a role, row by row.
pub(super) fn lit(buffer: &Buffer, role: Role) -> Vec<String> {
    let style = Theme::default().style(role);
    let is_lit = |x, y| {
        let cell = buffer[(x, y)].style();
        let has = cell.add_modifier.contains(style.add_modifier);
        has && cell.fg == style.fg && style.bg.is_none_or(|bg| cell.bg == Some(bg))
    };
    let mut texts = vec![String::new()];
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            match (is_lit(x, y), texts.last_mut()) {
                (true, Some(text)) => text.push_str(cell.symbol()),
                (false, Some(text)) if !text.is_empty() => texts.push(String::new()),
                (_, _) => {}
            }
            x += cell.cell_width().max(1);
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}

#[test]
fn defect_32_untitled_flash_is_lit_in_the_detail() {
    let mut reader = UiReader::new(Config::default());
    let (buffer, _) = reader.keys("fhydz<Enter>").draw(140, 30);
    assert_eq!(
        lit(&buffer, Role::HitPinyin),
        ["华岳电子", "华岳电子"],
        "list and detail"
    );
    assert!(lit(&buffer, Role::Hit).is_empty());
}

#[test]
fn defect_32_status_counts_hits_apart() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(140, 30);
    reader.name_a_company();
    reader.learn();
    let typing = reader.keys("fyf").screen(140, 30);
    assert!(typing.contains("名称 2"), "{typing}");
    let (buffer, _) = reader.keys("<Enter>").draw(140, 30);
    let names = lit(&buffer, Role::Hit);
    assert!(
        !names.is_empty() && names.iter().all(|name| name == "云帆智造"),
        "{names:?}"
    );
    let mut shows = |keys: &str, counts: &str| reader.keys(keys).screen(140, 30).contains(counts);
    assert!(shows("fyf|hydz<Enter>", "名称 2 · 拼音 1"));
    assert!(shows("f早间|hydz<Enter>", "字面 1 · 拼音 1"));
    assert!(!shows("f华岳<Enter>", "字面"), "all hits are of one kind");
}

/// `xp` found nothing in 芯片, and nothing said why.
#[test]
fn two_letters_say_that_they_are_for_names() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(140, 30);
    reader.name_a_company();
    reader.learn();
    let why = "两个字母的 yf 只找名称开头";
    let mut says = |keys: &str, why: &str| reader.keys(keys).screen(140, 30).contains(why);
    assert!(says("fyf", why), "beside hits in names");
    assert!(!says("<Enter>", why), "only while it is typed");
    assert!(says("fzx<Enter>", "两个字母的 zx"), "in the empty list");
    assert!(!says("fstock:zx<Enter>", "两个字母"));
    assert!(!says("fzxzx<Enter>", "两个字母"));
}
