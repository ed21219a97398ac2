using Cartwright.Demo.Pictures;

namespace Cartwright.Demo.Departments;

/// <summary>The two small departments: pots and cans for the garden, coffee and tea for the pantry.</summary>
internal static class GardenAndPantry
{
    internal static Department Garden => new(
        "garden", "Garden",
        ["Ackerlust", "Bramble & Fern", "Clayworks Sul", "Daisy Hollow", "Evergreen Yard", "Fiorella", "Greenhaven", "Hortus", "Ivy Court", "Jardin Bleu",
            "Kräuterhof", "Larkspur", "Mosslands", "Nettle & Rose", "Orangerie", "Petal & Spade", "Querbeet", "Rowan Hill", "Sonnengarten", "Terrapotta"],
        [
            "Frost-proof down to minus twenty degrees.",
            "It is as welcome on a balcony as in a large garden.",
            "{brand} works with small workshops in Portugal and Italy.",
            "A good-looking start for new gardeners.",
        ],
        [new("planting", "Planting", PlantPots), new("watering", "Watering", WateringCans)]);

    internal static Department Pantry => new(
        "coffee-tea", "Coffee & Tea",
        ["Altamira", "Brühwerk", "Café Oriel", "Darjeel & Daughters", "Early Bird", "Finca Luz", "Golden Samovar", "Highland Leaf", "Ilex", "Java Lane",
            "Kaldi House", "Lotusblatt", "Morgenrot", "Nilgiri Post", "Old Quay", "Perla Negra", "Rösterei Elf", "Sencha & Sons", "Teahouse Ten", "Yrga"],
        [
            "Traded directly and paid well above the market price.",
            "Best enjoyed within three months of opening.",
            "{brand} packs every order in the week it ships.",
            "The pack closes tightly and goes into the recycling bin.",
        ],
        [new("coffee", "Coffee", CoffeeBeans), new("tea", "Tea", Teas)]);

    static ProductLine PlantPots => new("plant-pots", "Plant Pots", "PLP", Shape.PlantPot)
    {
        Nouns = ["Plant Pot", "Planter", "Hanging Plant Pot"],
        Price = (9, 89),
        WeightGrams = (600, 5800),
        Colours = ["Terracotta", "White", "Grey", "Sage", "Blue", "Mustard", "Pink"],
        SeveralColoursPercent = 50,
        Sizes = new("diameter", 35, "14 cm", "20 cm", "28 cm"),
        Facts =
        [
            new("material", "Terracotta", "Glazed ceramic", "Fibre clay", "Recycled plastic"),
            new("drainage hole", "Yes", "No"),
            new("use", "Indoors", "Outdoors", "Indoors and outdoors"),
        ],
        Tags = ["plants", "balcony", "indoor garden", "herbs", "decoration"],
        Openings =
        [
            "{a noun} of {material} that lets plants take the leading part.",
            "The {series} has a clean rim, a warm surface and plenty of room for roots.",
            "Shaped by hand from {material}, the {series} gives herbs and houseplants a handsome home.",
        ],
        Details =
        [
            "A matching saucer catches surplus water.",
            "The walls breathe, which keeps roots healthy even if you water too well.",
            "Felt feet protect window sills and wooden floors.",
        ],
    };

    static ProductLine WateringCans => new("watering-cans", "Watering Cans", "WCN", Shape.WateringCan)
    {
        Nouns = ["Watering Can", "Long-Spout Watering Can", "Indoor Watering Can"],
        Price = (14, 79),
        WeightGrams = (380, 1500),
        Colours = ["Green", "Copper", "Cream", "Sky", "Black", "Yellow"],
        SeveralColoursPercent = 50,
        Sizes = new("capacity", 30, "1.5 L", "5 L", "9 L"),
        Facts =
        [
            new("material", "Galvanised steel", "Copper", "Recycled plastic", "Powder-coated steel"),
            new("rose", "Removable brass", "Fixed", "None"),
        ],
        Tags = ["watering", "houseplants", "balcony", "tools", "gift"],
        Openings =
        [
            "A well-balanced {noun} of {material} that pours exactly where you aim.",
            "The {series} reaches the back row without wetting the leaves in front.",
            "Half tool and half ornament, this {noun} may stay out on the shelf.",
        ],
        Details =
        [
            "The handle is placed so that the can tips almost by itself.",
            "Seams are soldered twice, and the inside is protected against rust.",
            "The spout ends in a fine curve that stops without dripping.",
        ],
    };

    static ProductLine CoffeeBeans => new("coffee-beans", "Coffee Beans", "CFB", Shape.Pouch)
    {
        Nouns = ["Coffee Beans", "Espresso Beans", "Filter Coffee Beans"],
        Price = (8, 24),
        WeightGrams = (270, 330),
        Colours = ["Brown", "Black", "Terracotta", "Teal", "Cream", "Mustard"],
        Sizes = new("pack", 85, "250 g", "500 g", "1 kg"),
        Facts =
        [
            new("origin", "Ethiopia", "Colombia", "Brazil", "Guatemala", "Kenya"),
            new("roast", "Light", "Medium", "Dark"),
            new("notes", "Chocolate and hazelnut", "Berries and citrus", "Caramel and plum", "Honey and peach"),
            new("organic", "Yes", "No"),
        ],
        Tags = ["coffee", "whole bean", "fair trade", "espresso", "breakfast"],
        Openings =
        [
            "A {roast} roast from {Origin} with notes of {notes}.",
            "The {series} is roasted slowly in small drums and tastes of {notes}.",
            "Ripe cherries from {Origin} give the {series} its round body and clean finish.",
        ],
        Details =
        [
            "It shines in the filter, the moka pot and the espresso machine alike.",
            "A valve in the bag keeps the aroma in and the air out.",
            "Each pack shows the roasting date and the name of the farm.",
        ],
    };

    static ProductLine Teas => new("teas", "Loose Tea", "TEA", Shape.Tin)
    {
        Nouns = ["Black Tea", "Green Tea", "Herbal Tea", "Rooibos Tea"],
        Price = (7, 32),
        WeightGrams = (130, 190),
        Colours = ["Green", "Burgundy", "Navy", "Gold", "Pink", "Sage"],
        Sizes = new("pack", 70, "75 g", "150 g"),
        Facts =
        [
            new("flavour", "Pure", "Bergamot", "Mint and lemon", "Vanilla", "Ginger and orange"),
            new("brewing time", "2 minutes", "3 minutes", "5 minutes"),
            new("organic", "Yes", "No"),
        ],
        Tags = ["tea", "loose leaf", "organic", "gift", "relaxing"],
        Openings =
        [
            "A fragrant {noun} of whole leaves, gently dried and carefully blended.",
            "The {series} brews a bright cup with a long, mellow finish.",
            "Give it {brewing time} and this {noun} opens into a soft, rounded aroma.",
        ],
        Details =
        [
            "The leaves are large enough for a second infusion.",
            "The printed tin keeps them fresh and looks well on the shelf.",
            "It tastes just as good over ice on a warm afternoon.",
        ],
    };
}
