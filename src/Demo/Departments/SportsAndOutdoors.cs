using Cartwright.Demo.Pictures;

namespace Cartwright.Demo.Departments;

/// <summary>Tents, backpacks, bottles, bicycles, helmets, dumbbells and yoga mats.</summary>
internal static class SportsAndOutdoors
{
    internal static Department Department => new(
        "sports-outdoors", "Sports & Outdoors",
        ["Alpenrose", "Basecamp Nine", "Cairnfold", "Dolomitica", "Elkstone", "Fjellvandr", "Granitek", "Highmoor", "Inverness Trail", "Jotun",
            "Karst", "Lynx & Larch", "Montserra", "Northbound", "Outpost", "Pinecrest", "Ridgeback", "Sierra Verde", "Talus", "Wildwater"],
        [
            "Tested in the Alps in every season before it reached the shop.",
            "{brand} repairs its products for as long as you use them.",
            "A dependable companion for weekends and for longer journeys.",
            "Small details show that it was designed by people who use it.",
            "One percent of the price goes to the upkeep of mountain paths.",
        ],
        [
            new("camping-hiking", "Camping & Hiking", Tents, Backpacks, Bottles),
            new("cycling", "Cycling", Bicycles, Helmets),
            new("fitness", "Fitness", Dumbbells, YogaMats),
        ]);

    static ProductLine Tents => new("tents", "Tents", "TNT", Shape.Tent)
    {
        Nouns = ["Dome Tent", "Trekking Tent", "Family Tent"],
        Price = (89, 699),
        WeightGrams = (1400, 7800),
        Colours = ["Orange", "Green", "Blue", "Olive", "Red", "Sand"],
        SeveralColoursPercent = 20,
        Sizes = new("persons", 28, "2 persons", "3 persons", "4 persons"),
        Facts =
        [
            new("material", "Ripstop nylon", "Recycled polyester", "Polycotton"),
            new("water column", "2000 mm", "3000 mm", "5000 mm"),
            new("season", "3 seasons", "4 seasons"),
        ],
        Tags = ["camping", "trekking", "waterproof", "festival", "lightweight"],
        Openings =
        [
            "A storm-proof {noun} in {material} that is up in under ten minutes.",
            "The {series} keeps out rain up to a water column of {water column} and lets the stars in.",
            "Roomy inside and small in the pack, this {noun} makes any meadow a good address.",
        ],
        Details =
        [
            "Two entrances and a wide porch keep wet boots out of the bedroom.",
            "Colour-coded poles make pitching easy, even by torchlight.",
            "The vents work in heavy rain too, so mornings start dry.",
        ],
    };

    static ProductLine Backpacks => new("backpacks", "Backpacks", "BPK", Shape.Backpack)
    {
        Nouns = ["Hiking Backpack", "Daypack", "Trekking Backpack", "Commuter Backpack"],
        Price = (39, 249),
        WeightGrams = (520, 1900),
        Colours = ["Olive", "Navy", "Orange", "Teal", "Black", "Burgundy", "Mustard"],
        SeveralColoursPercent = 60,
        Sizes = new("capacity", 15, "20 L", "28 L", "36 L"),
        Facts =
        [
            new("material", "Recycled polyester", "Ripstop nylon", "Waxed canvas"),
            new("rain cover", "Included", "Not included"),
            new("laptop sleeve", "Yes", "No"),
        ],
        Tags = ["hiking", "travel", "commuting", "daypack", "waterproof"],
        Openings =
        [
            "A well-balanced {noun} of {material} that carries weight where your body wants it.",
            "The {series} opens wide, packs tidily and rides quietly on the back.",
            "Made for early starts, this {noun} has a place for everything you need at hand.",
        ],
        Details =
        [
            "The ventilated back keeps you cool on the way up.",
            "Side pockets take a bottle each, and the hip belt has room for snacks.",
            "Sturdy zips can be worked with gloves, and every seam is bound.",
        ],
    };

    static ProductLine Bottles => new("bottles", "Bottles & Flasks", "BTL", Shape.Bottle)
    {
        Nouns = ["Insulated Bottle", "Drinking Bottle", "Vacuum Flask"],
        Price = (14, 54),
        WeightGrams = (180, 520),
        Colours = ["Teal", "Orange", "Black", "Pink", "Blue", "Sage", "White"],
        SeveralColoursPercent = 60,
        Sizes = new("capacity", 18, "0.5 L", "0.75 L", "1 L"),
        Facts =
        [
            new("material", "Stainless steel", "Tritan", "Titanium"),
            new("keeps cold", "12 h", "24 h", "36 h"),
            new("lid", "Screw lid", "Sports cap", "Carry loop"),
        ],
        Promises =
        [
            new("Vacuum Flask", "material", "Stainless steel"),
        ],
        Tags = ["hydration", "bpa-free", "hiking", "office", "leakproof"],
        Openings =
        [
            "A leakproof {noun} of {material} that keeps drinks cold for {keeps cold}.",
            "The {series} fits bicycle cages, cup holders and small hands.",
            "Fill this {noun} in the morning and enjoy the last sip as fresh as the first.",
        ],
        Details =
        [
            "The wide mouth takes ice cubes and a brush.",
            "Its powder coating grips well and hides the marks of adventure.",
            "It is free of BPA and leaves no taste behind.",
        ],
    };

    static ProductLine Bicycles => new("bicycles", "Bicycles", "BIC", Shape.Bicycle)
    {
        Nouns = ["City Bike", "Gravel Bike", "Trekking Bike", "Touring Bike"],
        Price = (449, 2899),
        WeightGrams = (9200, 16800),
        Colours = ["Green", "Red", "Navy", "Black", "Sky", "Orange"],
        Sizes = new("frame size", 0, "S", "M", "L"),
        Facts =
        [
            new("material", "Aluminium", "Chromoly steel", "Carbon"),
            new("gears", "8-speed hub", "11-speed", "12-speed", "Belt drive, 8-speed"),
            new("brakes", "Hydraulic disc", "Mechanical disc", "Rim"),
        ],
        Promises =
        [
            new("Gravel Bike", "brakes", "Hydraulic disc"),
        ],
        Tags = ["cycling", "commuting", "touring", "city", "gravel"],
        Openings =
        [
            "A lively {noun} with a frame of {material} that makes detours tempting.",
            "The {series} rolls easily, stops surely and needs little attention.",
            "Upright enough for the city and quick enough for the valley road, this {noun} covers a lot of ground.",
        ],
        Details =
        [
            "Puncture-resistant tyres and sealed bearings make light of wet autumns.",
            "Mounts for mudguards, racks and bottles are all there.",
            "It arrives ninety percent assembled, with the tools for the rest.",
        ],
    };

    static ProductLine Helmets => new("helmets", "Cycle Helmets", "HLM", Shape.Helmet)
    {
        Nouns = ["Cycle Helmet", "Road Helmet", "Urban Helmet"],
        Price = (35, 199),
        WeightGrams = (220, 410),
        Colours = ["White", "Black", "Red", "Blue", "Yellow", "Sage"],
        SeveralColoursPercent = 50,
        Sizes = new("size", 0, "S/M", "L/XL"),
        Facts =
        [
            new("vents", "8", "12", "16", "21"),
            new("rotation protection", "Yes", "No"),
            new("light", "Integrated", "Clip-on", "None"),
        ],
        Tags = ["cycling", "safety", "commuting", "ventilated", "certified"],
        Openings =
        [
            "A light {noun} with {vents} vents that you soon forget you are wearing.",
            "The {series} combines a slim shell with serious protection.",
            "Comfortable from the first ride, this {noun} adjusts with one hand.",
        ],
        Details =
        [
            "A dial at the back sets the fit in small steps, and the pads are washable.",
            "The magnetic buckle closes by itself, even with gloves on.",
            "Reflective details make you visible from every side.",
        ],
    };

    static ProductLine Dumbbells => new("dumbbells", "Dumbbells", "DMB", Shape.Dumbbell)
    {
        Nouns = ["Dumbbell Pair", "Hex Dumbbell Pair", "Soft-Grip Dumbbell Pair"],
        Price = (16, 89),
        WeightGrams = (2000, 9000),
        Colours = ["Black", "Grey", "Teal", "Pink", "Purple", "Orange"],
        Sizes = new("weight", 45, "2 × 2 kg", "2 × 4 kg", "2 × 6 kg"),
        Facts =
        [
            new("material", "Rubber-coated iron", "Neoprene-coated iron", "Chrome steel"),
            new("grip", "Knurled", "Soft", "Contoured"),
        ],
        Promises =
        [
            new("Soft-Grip Dumbbell Pair", "grip", "Soft"),
        ],
        Tags = ["strength", "home gym", "training", "workout", "fitness"],
        Openings =
        [
            "A pair of dumbbells in {material} for strength training at home.",
            "The {series} lies securely in the hand through the last repetition.",
            "Compact and quiet on the floor, these dumbbells fit any living room workout.",
        ],
        Details =
        [
            "The flat faces keep them from rolling away.",
            "The coating protects floors and does not smell.",
            "Weights are marked clearly and accurate to one percent.",
        ],
    };

    static ProductLine YogaMats => new("yoga-mats", "Yoga Mats", "YGM", Shape.YogaMat)
    {
        Nouns = ["Yoga Mat", "Travel Yoga Mat", "Pilates Yoga Mat"],
        Price = (22, 109),
        WeightGrams = (900, 2600),
        Colours = ["Purple", "Teal", "Sage", "Pink", "Navy", "Terracotta"],
        SeveralColoursPercent = 60,
        Facts =
        [
            new("material", "Natural rubber", "Cork", "TPE", "Jute"),
            new("thickness", "3 mm", "4 mm", "6 mm", "8 mm"),
            new("length", "173 cm", "183 cm", "200 cm"),
        ],
        Tags = ["yoga", "pilates", "non-slip", "home gym", "meditation"],
        Openings =
        [
            "A non-slip {noun} of {material}, {thickness} thick and kind to the joints.",
            "The {series} gives a firm stand and a soft landing.",
            "Unroll it and it lies flat: the {series} is ready when you are.",
        ],
        Details =
        [
            "The surface grips better the warmer the practice becomes.",
            "Fine lines help with alignment without shouting for attention.",
            "A carrying strap is included, and the mat wipes clean with water.",
        ],
    };
}
