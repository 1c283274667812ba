//! Which ways a file can take off this device, decided from facts.
//!
//! Chromium shares only files whose ending *and* type are on its list; `.json` is on neither and the refusal comes
//! late and without a word, so there it travels as `.json.txt` (Chromium: `chrome/browser/webshare/`). An app on an
//! iPhone's home screen has no way back from a download (WebKit bugs 236943, 275288), so there it is never offered.

use super::device::{Device, Family};

/// One way off the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The share sheet, as it is.
    Share,
    /// The share sheet, as `.txt`: plain text to the browser, the same bytes inside.
    ShareAsText,
    /// A window that asks where to keep the file.
    SaveAs,
    /// Into the downloads.
    Download,
    /// The text of the file, to copy.
    Copy,
}

/// What is known about the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The device and browser.
    pub device: Device,
    /// Opened from the home screen, not in a browser tab.
    pub installed: bool,
    /// The browser has a share sheet that takes files. (That it says so of a `.json` proves nothing.)
    pub shares_files: bool,
    /// The browser can ask where to keep a file.
    pub save_picker: bool,
}

/// The ways to offer, best first; never empty. When one is refused, the next is offered.
pub fn ways(facts: Facts) -> Vec<Way> {
    let Facts { device, installed, shares_files, save_picker } = facts;
    let candidates: &[(bool, Way)] = match device {
        Device { family: Family::Apple, .. } if installed => &[(shares_files, Way::Share)],
        Device { family: Family::Apple, .. } => &[(true, Way::Download), (shares_files, Way::Share)],
        Device { family: Family::Android, chromium: true } => {
            &[(shares_files, Way::ShareAsText), (true, Way::Download)]
        }
        Device { family: Family::Android, chromium: false } => &[(true, Way::Download)],
        Device { family: Family::Computer, .. } => &[(save_picker, Way::SaveAs), (true, Way::Download)],
    };
    let possible = candidates.iter().filter(|(possible, _)| *possible).map(|(_, way)| *way);
    possible.chain([Way::Copy]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const APPLE: Device = Device { family: Family::Apple, chromium: false };
    const CHROME_PHONE: Device = Device { family: Family::Android, chromium: true };
    const FIREFOX_PHONE: Device = Device { family: Family::Android, chromium: false };
    const CHROME_LAPTOP: Device = Device { family: Family::Computer, chromium: true };
    const SAFARI_LAPTOP: Device = Device { family: Family::Computer, chromium: false };

    #[test]
    fn every_device_has_its_ways() {
        use Way::*;
        let cases: [(&str, Device, [bool; 3], &[Way]); 9] = [
            ("iPhone home screen", APPLE, [true, true, false], &[Share, Copy]),
            ("old iPhone home screen", APPLE, [true, false, false], &[Copy]),
            ("iPhone tab", APPLE, [false, true, false], &[Download, Share, Copy]),
            ("Android Chrome", CHROME_PHONE, [true, true, true], &[ShareAsText, Download, Copy]),
            ("Android without a sheet", CHROME_PHONE, [false, false, false], &[Download, Copy]),
            ("Android Firefox", FIREFOX_PHONE, [false, true, false], &[Download, Copy]),
            ("Chrome laptop", CHROME_LAPTOP, [false, true, true], &[SaveAs, Download, Copy]),
            ("Safari laptop", SAFARI_LAPTOP, [false, true, false], &[Download, Copy]),
            ("a browser nobody knows", SAFARI_LAPTOP, [false, false, false], &[Download, Copy]),
        ];
        for (name, device, [installed, shares_files, save_picker], expected) in cases {
            let facts = Facts { device, installed, shares_files, save_picker };
            assert_eq!(ways(facts), expected, "{name}");
        }
    }
}
