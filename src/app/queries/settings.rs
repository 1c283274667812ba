//! Area settings as pages ask for them: areas, places, words, talking points.

use crate::app::App;
use crate::app::shipped::is_starter;
use crate::domain::ids::{FileId, RecordId};
use crate::domain::merge::View;
use crate::domain::packs::{Area, AreaSettings, Place, Words};
use crate::domain::prompts::PromptSet;
use crate::domain::revision::Kind;

impl App {
    /// What day it is, by the clock of this notebook.
    pub fn today(&self) -> chrono::NaiveDate {
        self.ports.clock.today()
    }

    /// The name of this device's key, 32 hex digits: it stands in all that was written here.
    pub fn device_name(&self) -> String {
        self.state().device.fingerprint().as_str().to_owned()
    }

    /// Whether this file was brought in before, those taken out again included.
    pub fn has_met(&self, file: FileId) -> bool {
        self.state().batches.values().any(|batch| batch.file == file)
    }

    /// The areas that are valid today.
    pub fn areas(&self) -> Vec<Area> {
        let settings = AreaSettings::read(&self.settings_views());
        settings.areas_on(self.ports.clock.today()).into_iter().cloned().collect()
    }

    /// The areas of earlier days, for whoever looks for one by its old name: each says what became of it.
    pub fn older_areas(&self) -> Vec<Area> {
        let settings = AreaSettings::read(&self.settings_views());
        settings.areas_before(self.ports.clock.today()).into_iter().cloned().collect()
    }

    /// The places of the worker's area, and those typed on this phone.
    pub fn places(&self) -> Vec<Place> {
        let area = RecordId::parse(&self.profile().area).ok();
        let settings = AreaSettings::read(&self.settings_views());
        settings.places_of(area).into_iter().cloned().collect()
    }

    /// The words the worker's area uses.
    pub fn words(&self) -> Words {
        AreaSettings::read(&self.settings_views()).words_of(RecordId::parse(&self.profile().area).ok())
    }

    /// The sets of talking points: those of an area first, newest first, and the one that came with the app last.
    pub fn prompt_sets(&self) -> Vec<PromptSet> {
        let sets = PromptSet::read_all(&self.settings_views());
        let (starter, own): (Vec<_>, Vec<_>) = sets.into_iter().partition(|set| is_starter(set.id));
        [own, starter].concat()
    }

    fn settings_views(&self) -> Vec<View> {
        use Kind::{Area, Keys, Place, Prompt, PromptSet, Words};
        self.views_of(|kind| matches!(kind, Area | Place | Words | PromptSet | Prompt | Keys))
    }

    pub(super) fn views_of(&self, is: fn(&Kind) -> bool) -> Vec<View> {
        let state = self.state();
        let records = state.notebook.records().filter(|r| state.notebook.kind_of(*r).is_some_and(is));
        records.filter_map(|record| state.view(record)).collect()
    }
}
