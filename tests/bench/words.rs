//! Pieces that invented notes are put together from.

/// Who it is about, and what they do. Each piece goes with each of the next list.
pub const OPENINGS: [&str; 24] = [
    "The lunch table is full by noon",
    "Two of the cooks have stopped coming",
    "The allotment has three beds to spare",
    "The pantry ran out of bread before ten",
    "The walking group now waits for whoever is late",
    "A neighbour opens the chapel kitchen on her own account",
    "The knitting circle mends uniforms for half the school",
    "Nobody at the boat club knew the surgery had moved",
    "The young people repair bicycles and sell none of them",
    "The carers' afternoon has moved to Thursdays",
    "The bus stops at ten to six and so does everything else",
    "The choir lends its hall to the advice desk for nothing",
    "Three families share one washing machine and one rota",
    "The toddler group has a waiting list longer than the room",
    "The men's shed heats two rooms with offcuts",
    "The library keeps a kettle behind the returns desk",
    "The community garden was flooded again in the night",
    "The faith forum met without anyone from the estate",
    "The repair café fixed forty lamps and turned away ten",
    "The tenants' room has had no heating since October",
    "The football ground is lit but locked after eight",
    "The post office queue is where people hear things first",
    "The homework club is run by last year's pupils",
    "The tea urn went back to the church, so they bring flasks",
];

/// Why, or what follows.
pub const TURNS: [&str; 24] = [
    "because somebody cooks before work",
    "since the letter about the rent came",
    "and nobody outside the hall knows",
    "though it was promised for the spring",
    "and they would rather be asked than surveyed",
    "because the form wants a postcode first",
    "since the stairlift broke for the third time",
    "and everyone takes a turn with the key",
    "though the noticeboard still says otherwise",
    "because one person rang round on a Sunday",
    "and it costs them less than the leaflet did",
    "since the nursery changed its hours",
    "and the surgery sends people without ringing",
    "though the grant ended before the boiler did",
    "because that is where the warm room is",
    "and they have told three meetings already",
    "since the bridge was closed to prams",
    "though the council van came twice",
    "because it is dry and near the bus",
    "and it began with one saucepan",
    "since the new estate has no shop",
    "though nobody wrote it down until now",
    "because the old caretaker kept the list in his head",
    "and the youngest of them is running it",
];

/// What was said next.
pub const CLOSINGS: [&str; 16] = [
    "They asked us to come back with an answer, not with a form.",
    "We said we would find out who holds the budget for it.",
    "“We don't need a leaflet, we need a bigger pan.”",
    "Best kept quiet until the landlord has replied.",
    "One of them would come to the network meeting if it were after tea.",
    "The same was heard at the school gate last week.",
    "It would help to have one number to ring.",
    "Somebody should tell the surgery before the clinic day.",
    "They laughed about it, and then they did not.",
    "Nothing is wanted from us here except to be told in time.",
    "The café owner offered the back room on Mondays.",
    "What worked in Rosehill would not work here, they said.",
    "It is the third time this has come up since the summer.",
    "They keep a list; we did not ask to see it.",
    "The interpreter stayed longer than she was paid for.",
    "A quiet word did more than the meeting.",
];

/// What a promise is about.
pub const PROMISES: [&str; 8] = [
    "find a small kitchen grant",
    "bring the bus times",
    "ask the surgery who answers the phone on Mondays",
    "send the flyer back with the right hours",
    "keep two beds until the end of April",
    "introduce them to the pantry",
    "say what became of the letter",
    "lend the projector",
];

/// The first and the second half of a group's name.
pub const GROUPS: [[&str; 12]; 2] = [
    [
        "Kettle",
        "Lantern",
        "Bramble",
        "Harbour",
        "Thistle",
        "Copper",
        "Willow",
        "Saltmarsh",
        "Quarry",
        "Orchard",
        "Gable",
        "Mill",
    ],
    [
        "Table",
        "Circle",
        "Menders",
        "Walkers",
        "Pantry",
        "Choir",
        "Kitchen",
        "Neighbours",
        "Plots",
        "Forum",
        "Shed",
        "Welcome",
    ],
];

/// What people type into Find, letter by letter.
pub const SOUGHT: [&str; 3] = ["kitchen grant", "bus", "lantern"];
