//! One place in the bytes of the packed gazetteer: a few numbers, each told by how far it is from that of the place before.
//!
//! In: a place and the one before it in its block. Out: its bytes, and from them the place again. Must not know: names, files.

/// A place as it is packed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record<'a> {
    /// A GeoNames number, or an id with its source.
    pub id: RecordId<'a>,
    /// Empty where the place is written like its only key.
    pub name: &'a str,
    /// Which line of the list of areas it lies in.
    pub area: u32,
    /// Latitude and longitude in degrees, to a ten-thousandth.
    pub point: (f64, f64),
    /// Inhabitants; 0 where unknown.
    pub population: u64,
    /// s(ite), t(own), d(istrict), p(rovince), r(egion).
    pub precision: u8,
    /// How far it reaches, in whole kilometres; 0 where its population tells.
    pub radius_km: u64,
}

/// The id of a packed place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordId<'a> {
    /// `geonames:…`
    Number(u64),
    /// Any other, whole.
    Text(&'a str),
}

/// What the next place of a block is told from; a block begins with [`Before::default`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Before {
    id: i64,
    area: i64,
    lat: i64,
    lon: i64,
}

const PRECISIONS: &[u8; 5] = b"stdpr";
const NAMED: u8 = 1 << 3;
const PEOPLED: u8 = 1 << 4;
const REACHES: u8 = 1 << 5;
/// The point is given to a ten-thousandth of a degree, else to a hundredth.
const FINE: u8 = 1 << 6;
const TEXT_ID: u8 = 1 << 7;

/// Ten-thousandths in a hundredth.
const COARSE: i64 = 100;

/// Adds the bytes of a place.
pub fn write_record(record: &Record<'_>, before: &mut Before, out: &mut Vec<u8>) {
    let (lat, lon) = (units(record.point.0), units(record.point.1));
    let fine = lat % COARSE != 0 || lon % COARSE != 0;
    let precision = PRECISIONS.iter().position(|p| *p == record.precision).unwrap_or(1) as u8;
    let flag = |given: bool, flag: u8| if given { flag } else { 0 };
    out.push(
        precision
            | flag(!record.name.is_empty(), NAMED)
            | flag(record.population > 0, PEOPLED)
            | flag(record.radius_km > 0, REACHES)
            | flag(fine, FINE)
            | flag(matches!(record.id, RecordId::Text(_)), TEXT_ID),
    );
    match record.id {
        RecordId::Number(id) => write_step(id as i64, &mut before.id, out),
        RecordId::Text(id) => write_text(id, out),
    }
    write_step(i64::from(record.area), &mut before.area, out);
    let unit = if fine { 1 } else { COARSE };
    write_degrees(lat, &mut before.lat, unit, out);
    write_degrees(lon, &mut before.lon, unit, out);
    if record.population > 0 {
        write_number(record.population, out);
    }
    if record.radius_km > 0 {
        write_number(record.radius_km, out);
    }
    if !record.name.is_empty() {
        write_text(record.name, out);
    }
}

fn units(degrees: f64) -> i64 {
    (degrees * 1e4).round() as i64
}

fn write_number(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn write_step(value: i64, before: &mut i64, out: &mut Vec<u8>) {
    let step = value.wrapping_sub(*before);
    *before = value;
    write_number(((step << 1) ^ (step >> 63)) as u64, out);
}

/// The step from where the place before stands, in units that both are rounded to.
fn write_degrees(value: i64, before: &mut i64, unit: i64, out: &mut Vec<u8>) {
    let mut from = before.div_euclid(unit);
    write_step(value / unit, &mut from, out);
    *before = value;
}

/// A text of at most 255 bytes; what is longer is cut.
fn write_text(text: &str, out: &mut Vec<u8>) {
    let end = (0..=text.len().min(255)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    out.push(end as u8);
    out.extend_from_slice(&text.as_bytes()[..end]);
}

/// Reads places one after the other out of the bytes of a block.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    bytes: &'a [u8],
    before: Before,
}

impl<'a> Records<'a> {
    /// The places of a block.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, before: Before::default() }
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn step(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.byte()? as usize;
        let (text, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        std::str::from_utf8(text).ok()
    }

    fn degrees(&mut self, before: i64, unit: i64) -> Option<i64> {
        before.div_euclid(unit).checked_add(self.step()?)?.checked_mul(unit)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let flags = self.byte()?;
        let id = if flags & TEXT_ID > 0 {
            RecordId::Text(self.text()?)
        } else {
            self.before.id = self.before.id.checked_add(self.step()?)?;
            RecordId::Number(u64::try_from(self.before.id).ok()?)
        };
        self.before.area = self.before.area.checked_add(self.step()?)?;
        let unit = if flags & FINE > 0 { 1 } else { COARSE };
        self.before.lat = self.degrees(self.before.lat, unit)?;
        self.before.lon = self.degrees(self.before.lon, unit)?;
        let population = if flags & PEOPLED > 0 { self.number()? } else { 0 };
        let radius_km = if flags & REACHES > 0 { self.number()? } else { 0 };
        let name = if flags & NAMED > 0 { self.text()? } else { "" };
        Some(Record {
            id,
            name,
            area: u32::try_from(self.before.area).ok()?,
            point: (self.before.lat as f64 / 1e4, self.before.lon as f64 / 1e4),
            population,
            precision: *PRECISIONS.get(usize::from(flags & 7))?,
            radius_km,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(records: &[Record<'_>]) -> Vec<u8> {
        let (mut out, mut before) = (Vec::new(), Before::default());
        records.iter().for_each(|record| write_record(record, &mut before, &mut out));
        out
    }

    #[test]
    fn places_come_back_as_they_were_packed() {
        let town = Record {
            id: RecordId::Number(172_408),
            name: "Téll Dawn",
            area: 39_000,
            point: (-0.01, 179.9999),
            population: 48_000,
            precision: b't',
            radius_km: 0,
        };
        let area = Record {
            id: RecordId::Text("admin1:XX.01"),
            name: "",
            area: 38_999,
            point: (12.3, -0.5),
            population: 0,
            precision: b'p',
            radius_km: 140,
        };
        let village = Record { id: RecordId::Number(3), point: (-89.99, -180.0), population: 0, ..town };
        let bytes = packed(&[town, area, village, town]);
        assert_eq!(Records::new(&bytes).collect::<Vec<_>>(), [town, area, village, town]);
    }

    #[test]
    fn cut_or_broken_bytes_end_the_places() {
        let town = Record {
            id: RecordId::Text("x"),
            name: "Dawn",
            area: 1,
            point: (1.0, 2.0),
            population: 7,
            precision: b't',
            radius_km: 9,
        };
        let bytes = packed(&[town]);
        for end in 0..bytes.len() {
            assert_eq!(Records::new(&bytes[..end]).count(), 0);
        }
        assert!(Records::new(&[0xff; 64]).count() < 64);
    }
}
