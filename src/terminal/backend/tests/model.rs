//! A terminal that knows the backend's sequences and draws characters as wide as a given function says.

/// Each cell holds a glyph, the right half of a wide one (empty), or a blank.
pub(super) struct Model {
    columns: usize,
    cells: Vec<String>,
    at: (usize, usize),
    width: fn(&str) -> usize,
}

impl Model {
    pub(super) fn new(columns: u16, rows: u16, width: fn(&str) -> usize) -> Self {
        let columns = usize::from(columns);
        Self {
            columns,
            cells: vec![" ".to_owned(); columns * usize::from(rows)],
            at: (0, 0),
            width,
        }
    }

    pub(super) fn glyph(&self, x: u16, y: u16) -> &str {
        &self.cells[usize::from(y) * self.columns + usize::from(x)]
    }

    pub(super) fn process(&mut self, bytes: &[u8]) {
        let mut rest = std::str::from_utf8(bytes).unwrap();
        while let Some(next) = rest.chars().next() {
            rest = rest.strip_prefix(next).unwrap();
            match next {
                '\x1b' => {
                    let csi = rest
                        .strip_prefix('[')
                        .expect("only control sequences are sent");
                    let (parameters, command) =
                        csi.split_at(csi.find(|c: char| c.is_ascii_alphabetic()).unwrap());
                    rest = command.get(1..).unwrap();
                    self.control(parameters, command.chars().next().unwrap());
                }
                '\r' => self.at.0 = 0,
                '\n' => self.at.1 += 1,
                glyph => self.print(glyph),
            }
        }
    }

    fn control(&mut self, parameters: &str, command: char) {
        let numbers: Vec<usize> = parameters
            .split(';')
            .filter_map(|n| n.parse().ok())
            .collect();
        match command {
            'H' => self.at = (numbers[1] - 1, numbers[0] - 1),
            'C' => self.at.0 += numbers[0],
            'X' => (self.at.0..self.at.0 + numbers[0]).for_each(|x| self.set(x, " ".to_owned())),
            'm' | 'h' | 'l' => {}
            other => panic!("the backend sends no {other}"),
        }
    }

    fn print(&mut self, glyph: char) {
        let glyph = glyph.to_string();
        let width = (self.width)(&glyph).min(self.columns - self.at.0).max(1);
        for n in 0..width {
            self.set(
                self.at.0 + n,
                if n == 0 { glyph.clone() } else { String::new() },
            );
        }
        self.at.0 = (self.at.0 + width).min(self.columns - 1);
    }

    /// Sets a cell; a glyph whose other half is overwritten disappears.
    fn set(&mut self, x: usize, content: String) {
        let row = self.at.1 * self.columns;
        if self.cells[row + x].is_empty() && !content.is_empty() && x > 0 {
            self.cells[row + x - 1] = " ".to_owned();
        }
        if x + 1 < self.columns && self.cells[row + x + 1].is_empty() {
            self.cells[row + x + 1] = " ".to_owned();
        }
        self.cells[row + x] = content;
    }
}
