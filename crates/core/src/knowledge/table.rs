//! The plain-text tables of `data/`: one row a line, cells separated by tabs, `|` between values of a cell, `#` for comments.

/// Rows of a table as cells; comments, blank lines and the header (a line that begins with `id` or `pos`) are left out.
pub(super) fn rows(source: &'static str) -> impl Iterator<Item = Row> {
    source
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| Row { cells: line.split('\t').collect() })
}

/// The cells of one line; a missing cell is empty.
#[derive(Debug)]
pub(super) struct Row {
    cells: Vec<&'static str>,
}

impl Row {
    /// The cell at `index`, trimmed.
    pub(super) fn cell(&self, index: usize) -> &'static str {
        self.cells.get(index).map_or("", |cell| cell.trim())
    }

    /// The values of the cell at `index`.
    pub(super) fn values(&self, index: usize) -> impl Iterator<Item = &'static str> + use<> {
        self.cell(index).split('|').map(str::trim).filter(|value| !value.is_empty())
    }
}

/// Where each named column stands, from a table's first row that is no comment.
pub(super) fn header(source: &'static str) -> Vec<&'static str> {
    source
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map_or(Vec::new(), |line| line.split('\t').map(str::trim).collect())
}
