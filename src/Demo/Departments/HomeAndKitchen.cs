using Cartwright.Demo.Pictures;

namespace Cartwright.Demo.Departments;

/// <summary>Pans, pots, knives, mugs, glasses, kettles and coffee makers.</summary>
internal static class HomeAndKitchen
{
    internal static Department Department => new(
        "home-kitchen", "Home & Kitchen",
        ["Aldermoor", "Brenn & Holt", "Casa Lurra", "Dellacotta", "Ebbeson", "Fornella", "Gusswerk", "Hearthline", "Ilvassa", "Järnbruk",
            "Kessel & Co", "Lumora", "Maison Verlet", "Nordkoch", "Ostinato", "Pomegrove", "Quillon", "Rosenfeld", "Stavanger Works", "Tavola Nuova"],
        [
            "It looks good enough to go straight from the kitchen to the table.",
            "{brand} backs it with a five-year guarantee.",
            "A thoughtful present for anyone who likes to cook and host.",
            "Spare parts stay available for at least ten years.",
            "Packed without plastic in a box that is easy to recycle.",
        ],
        [
            new("cookware", "Cookware", Pans, Pots, Knives),
            new("tableware", "Tableware", Mugs, Glasses),
            new("kitchen-appliances", "Kitchen Appliances", Kettles, CoffeeMakers),
        ]);

    static ProductLine Pans => new("pans", "Pans", "PAN", Shape.Pan)
    {
        Nouns = ["Frying Pan", "Skillet", "Sauté Pan", "Crêpe Pan"],
        NamePattern = "{brand} {series} {Material} {Noun}",
        Price = (24, 149),
        WeightGrams = (850, 2400),
        Colours = ["Black", "Grey", "Navy", "Red", "Sage", "Copper"],
        Sizes = new("size", 14, "20 cm", "24 cm", "28 cm", "32 cm"),
        Facts =
        [
            new("material", "Cast Iron", "Stainless Steel", "Aluminium", "Carbon Steel", "Copper"),
            new("coating", "None", "Ceramic", "PTFE-free non-stick", "Enamel"),
            new("hob", "All hobs and induction", "Gas and electric"),
            new("dishwasher safe", "Yes", "No"),
        ],
        Tags = ["cookware", "induction", "oven-safe", "searing", "everyday", "non-stick"],
        Openings =
        [
            "{a material} {noun} that heats evenly right up to the rim.",
            "The {series} {noun} gives steaks a deep crust and lets eggs slide off without a fight.",
            "Built for daily use, this {noun} pairs a solid {material} body with a handle that stays cool.",
        ],
        Details =
        [
            "The base lies flat on the hob for years, and the flared edge pours without dripping.",
            "It moves from the hob into an oven of up to 230 °C, so a frittata needs only one pan.",
            "The riveted handle is balanced for tossing, and a loop at its end lets the pan hang on a hook.",
        ],
    };

    static ProductLine Pots => new("pots", "Pots & Casseroles", "POT", Shape.Pot)
    {
        Nouns = ["Casserole", "Saucepan", "Stockpot", "Dutch Oven"],
        NamePattern = "{brand} {series} {Material} {Noun}",
        Price = (35, 249),
        WeightGrams = (1400, 5200),
        Colours = ["Red", "Navy", "Cream", "Sage", "Black", "Mustard", "Teal"],
        SeveralColoursPercent = 40,
        Sizes = new("capacity", 18, "2.5 L", "4 L", "6 L"),
        Facts =
        [
            new("material", "Cast Iron", "Stainless Steel", "Enamelled Steel", "Aluminium"),
            new("lid", "Glass", "Cast iron", "Stainless steel"),
            new("hob", "All hobs and induction", "Gas and electric"),
        ],
        Tags = ["cookware", "slow cooking", "stews", "soup", "induction", "family"],
        Openings =
        [
            "A generous {noun} for stews, soups and bread with a proper crust.",
            "The {series} holds a gentle simmer for hours and keeps its heat at the table.",
            "{a material} {noun} with thick walls that forgive a distracted cook.",
        ],
        Details =
        [
            "The close-fitting lid returns the steam to the pot, so roasts stay moist.",
            "Wide handles leave room for oven gloves, and litre marks inside save reaching for a jug.",
            "Its smooth inner surface releases what has caught on the bottom after a short soak.",
        ],
    };

    static ProductLine Knives => new("kitchen-knives", "Kitchen Knives", "KNF", Shape.Knife)
    {
        Nouns = ["Chef's Knife", "Santoku Knife", "Paring Knife", "Bread Knife", "Utility Knife"],
        Price = (19, 179),
        WeightGrams = (70, 280),
        Colours = ["Black", "Brown", "Olive", "Burgundy", "Grey"],
        Facts =
        [
            new("blade", "Carbon Steel", "Damascus Steel", "Stainless Steel"),
            new("handle", "Walnut", "Olive wood", "Pakkawood", "Composite"),
            new("blade length", "9 cm", "13 cm", "18 cm", "20 cm", "23 cm"),
            new("hardness", "56 HRC", "58 HRC", "60 HRC", "62 HRC"),
        ],
        Promises =
        [
            new("Bread Knife", "blade length", "23 cm"),
            new("Paring Knife", "blade length", "9 cm"),
        ],
        Tags = ["cutlery", "sharp", "forged", "prep", "gift"],
        Openings =
        [
            "A finely balanced {noun} with a blade of {blade} and a handle of {handle}.",
            "The {series} {noun} arrives sharp enough to slice a ripe tomato with its own weight.",
            "Forged in one piece and ground by hand, this {noun} makes short work of the evening's vegetables.",
        ],
        Details =
        [
            "Hardened to {Hardness}, it keeps its edge for months and takes a new one in minutes.",
            "The blade of {blade length} has a rounded spine that is kind to the index finger.",
            "A full tang puts the weight in the palm, so long sessions at the board stay comfortable.",
        ],
    };

    static ProductLine Mugs => new("mugs", "Mugs & Cups", "MUG", Shape.Mug)
    {
        Nouns = ["Coffee Mug", "Tea Mug", "Latte Cup", "Breakfast Mug"],
        Price = (8, 34),
        WeightGrams = (260, 460),
        Colours = ["White", "Terracotta", "Sage", "Blue", "Mustard", "Black", "Pink", "Teal"],
        SeveralColoursPercent = 60,
        Facts =
        [
            new("material", "Stoneware", "Porcelain", "Bone china", "Earthenware"),
            new("capacity", "250 ml", "300 ml", "350 ml", "450 ml"),
            new("finish", "Glossy", "Matt", "Speckled"),
            new("dishwasher safe", "Yes", "Yes", "No"),
        ],
        Tags = ["coffee", "tea", "ceramic", "handmade", "gift", "breakfast"],
        Openings =
        [
            "{a material} mug with a {finish} glaze and a handle that fits three fingers.",
            "The {series} mug holds {capacity}, which is just right for the first cup of the day.",
            "Thrown in small batches, every {series} mug has a glaze that is slightly its own.",
        ],
        Details =
        [
            "The walls keep drinks warm without burning your hands.",
            "A glazed foot ring protects the table, and the mugs stack safely in pairs.",
            "It shrugs off the microwave and does not stain, even after years of strong tea.",
        ],
    };

    static ProductLine Glasses => new("glasses", "Glasses", "GLS", Shape.Glass)
    {
        Nouns = ["Tumbler Set", "Water Glass Set", "Highball Set", "Juice Glass Set"],
        Price = (14, 69),
        WeightGrams = (600, 1800),
        Colours = ["Sky", "Grey", "Sage", "Pink", "Gold", "Teal"],
        SeveralColoursPercent = 25,
        Sizes = new("pieces", 45, "Set of 2", "Set of 4", "Set of 6"),
        Facts =
        [
            new("material", "Borosilicate glass", "Crystal glass", "Recycled glass", "Soda-lime glass"),
            new("capacity", "220 ml", "300 ml", "380 ml"),
            new("dishwasher safe", "Yes"),
        ],
        Tags = ["drinkware", "glassware", "party", "everyday", "gift"],
        Openings =
        [
            "Clear, sturdy glasses of {material} for water, juice and long drinks.",
            "The {series} glasses have a heavy base and a fine rim that is a pleasure to drink from.",
            "A {noun} in softly tinted {material} that catches the light on the table.",
        ],
        Details =
        [
            "Each glass holds {capacity} with room for ice.",
            "They survive hundreds of dishwasher cycles without turning cloudy.",
            "The gently tapered form stacks neatly and sits securely in small hands.",
        ],
    };

    static ProductLine Kettles => new("kettles", "Kettles", "KTL", Shape.Kettle)
    {
        Nouns = ["Electric Kettle", "Gooseneck Kettle", "Variable-Temperature Kettle"],
        Price = (29, 159),
        WeightGrams = (900, 1600),
        Colours = ["Black", "Cream", "Silver", "Sage", "Red", "Navy"],
        SeveralColoursPercent = 50,
        Facts =
        [
            new("power", "1500 W", "1800 W", "2200 W", "3000 W"),
            new("capacity", "0.8 L", "1.2 L", "1.5 L", "1.7 L"),
            new("material", "Stainless steel", "Glass", "Enamelled steel"),
        ],
        Tags = ["tea", "coffee", "fast boil", "cordless", "kitchen"],
        Openings =
        [
            "The {series} boils {capacity} quickly with {power} and switches itself off.",
            "{a noun} of {material} that pours in a calm, steady stream.",
            "Quiet, quick and easy to fill, the {series} earns its place on the worktop.",
        ],
        Details =
        [
            "A concealed element and a wide lid make descaling a matter of minutes.",
            "The base turns through 360 degrees and winds up the spare cable.",
            "Boil-dry protection and a cool handle make it safe in a busy kitchen.",
        ],
    };

    static ProductLine CoffeeMakers => new("coffee-makers", "Coffee Makers", "CFM", Shape.CoffeeMaker)
    {
        Nouns = ["Espresso Machine", "Filter Coffee Machine", "Bean-to-Cup Machine"],
        Price = (69, 899),
        WeightGrams = (2800, 9800),
        Colours = ["Black", "Silver", "Cream", "Red", "Teal"],
        SeveralColoursPercent = 30,
        Facts =
        [
            new("power", "1000 W", "1350 W", "1450 W", "1600 W"),
            new("water tank", "1.2 L", "1.5 L", "1.8 L", "2.1 L"),
            new("milk system", "None", "Steam wand", "Automatic frother"),
        ],
        Tags = ["coffee", "espresso", "barista", "breakfast", "appliance"],
        Openings =
        [
            "{a noun} that is ready within a minute of being switched on.",
            "The {series} brings café-style coffee home without taking over the kitchen.",
            "Precise temperature and steady pressure let the {series} bring out the best in fresh beans.",
        ],
        Details =
        [
            "The tank of {water tank} lifts out from the front, and the drip tray goes into the dishwasher.",
            "Two programs remember how strong and how long you like your coffee.",
            "It rinses itself after use and tells you in good time when it wants descaling.",
        ],
    };
}
