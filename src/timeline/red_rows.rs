//! The red items of a day.

use super::day::Day;

impl Day {
    /// The rows of red items, ascending. The first call walks over the day.
    pub fn red_rows(&self) -> &[u32] {
        self.red_rows.get_or_init(|| {
            let rows = (0..).zip(&self.rows);
            let red = rows.filter(|(_, row)| row.flags.is_red());
            red.map(|(row, _)| row).collect()
        })
    }
}
