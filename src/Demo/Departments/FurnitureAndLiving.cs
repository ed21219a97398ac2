using Cartwright.Demo.Pictures;

namespace Cartwright.Demo.Departments;

/// <summary>Chairs, sofas, desks, shelves, lamps and cushions.</summary>
internal static class FurnitureAndLiving
{
    internal static Department Department => new(
        "furniture-living", "Furniture & Living",
        ["Arvidsson", "Bauwerk Nord", "Colline", "Dovetail & Daughters", "Eikemo", "Formland", "Grovewood", "Halvard", "Interieur Lys", "Joinery Lane",
            "Kastell", "Lindqvist Hem", "Mobello", "Nestwood", "Oakmere", "Piet & Vos", "Raumgut", "Sorrel House", "Tessera", "Vallmo"],
        [
            "All wood comes from responsibly managed forests in Europe.",
            "Assembly takes about twenty minutes, and every tool is in the box.",
            "{brand} designs with repair in mind, so each part can be replaced.",
            "Its quiet lines sit well with both old and new pieces.",
            "Delivered carefully packed, with felt pads to protect your floor.",
        ],
        [
            new("seating", "Seating", Chairs, Sofas),
            new("tables-storage", "Tables & Storage", Desks, Shelves),
            new("lighting-textiles", "Lighting & Textiles", Lamps, Cushions),
        ]);

    static ProductLine Chairs => new("chairs", "Chairs", "CHR", Shape.Chair)
    {
        Nouns = ["Dining Chair", "Side Chair", "Accent Chair"],
        Price = (59, 349),
        WeightGrams = (4200, 8500),
        Colours = ["Sage", "Mustard", "Grey", "Navy", "Terracotta", "Black", "Cream"],
        SeveralColoursPercent = 60,
        Facts =
        [
            new("material", "Oak", "Beech", "Ash", "Walnut"),
            new("upholstery", "Wool blend", "Linen", "Velvet", "Bouclé"),
            new("max load", "110 kg", "120 kg", "150 kg"),
        ],
        Tags = ["dining room", "scandinavian", "solid wood", "upholstered", "comfortable"],
        Openings =
        [
            "A light yet sturdy {noun} with legs of solid {material} and a seat in {upholstery}.",
            "The {series} supports the back just where long dinners make it matter.",
            "Gentle curves and honest joints give this {noun} its calm presence.",
        ],
        Details =
        [
            "The seat is padded with foam that keeps its shape and carries up to {Max load}.",
            "Rounded edges are kind to knees, and the frame is light enough to move with one hand.",
            "The cover resists stains and can be cleaned with a damp cloth.",
        ],
    };

    static ProductLine Sofas => new("sofas", "Sofas", "SOF", Shape.Sofa)
    {
        Nouns = ["Sofa", "Loveseat Sofa", "Sofa Bed"],
        Price = (449, 1899),
        WeightGrams = (38000, 82000),
        Colours = ["Grey", "Teal", "Beige", "Terracotta", "Navy", "Olive"],
        SeveralColoursPercent = 70,
        Sizes = new("seats", 22, "2 seats", "3 seats"),
        Facts =
        [
            new("upholstery", "Wool blend", "Linen", "Velvet", "Bouclé", "Recycled polyester"),
            new("filling", "Pocket springs", "Cold foam", "Foam and feather"),
            new("removable covers", "Yes", "No"),
        ],
        Tags = ["living room", "cosy", "family", "upholstered", "modern"],
        Openings =
        [
            "A deep, welcoming {noun} in {upholstery} that invites the whole household.",
            "The {series} combines a slim outline with a seat you will not want to leave.",
            "Made for slow Sundays, this {noun} rests on a frame of kiln-dried hardwood.",
        ],
        Details =
        [
            "The cushions are filled with {filling}, which keeps them plump for years.",
            "Low armrests double as headrests, and there is room for a robot vacuum beneath.",
            "The fabric has passed 60,000 rubs, so children and pets are welcome.",
        ],
    };

    static ProductLine Desks => new("desks", "Desks", "DSK", Shape.Desk)
    {
        Nouns = ["Writing Desk", "Standing Desk", "Home Office Desk"],
        Price = (149, 799),
        WeightGrams = (18000, 42000),
        Colours = ["Brown", "White", "Black", "Sand", "Grey"],
        Sizes = new("width", 12, "120 cm", "140 cm", "160 cm"),
        Facts =
        [
            new("material", "Oak", "Walnut", "Bamboo", "Birch plywood"),
            new("height", "Fixed 74 cm", "Adjustable 62–127 cm"),
            new("cable duct", "Yes", "No"),
        ],
        Promises =
        [
            new("Standing Desk", "height", "Adjustable 62–127 cm"),
            new("Writing Desk", "height", "Fixed 74 cm"),
        ],
        Tags = ["home office", "workspace", "solid wood", "cable management", "study"],
        Openings =
        [
            "{a noun} with a generous top in {material} for work, homework and everything between.",
            "The {series} keeps cables out of sight and ideas in reach.",
            "Clean lines and {a material} surface make the {series} a place you like to sit down at.",
        ],
        Details =
        [
            "The drawer runs on silent rails and is deep enough for a laptop.",
            "A powder-coated steel frame keeps it steady, even when you type with conviction.",
            "The surface is sealed with hard-wax oil that can be renewed by hand.",
        ],
    };

    static ProductLine Shelves => new("shelves", "Shelves & Bookcases", "SHF", Shape.Shelf)
    {
        Nouns = ["Bookcase", "Shelving Unit", "Display Shelf"],
        Price = (69, 499),
        WeightGrams = (9000, 36000),
        Colours = ["Brown", "White", "Black", "Sand", "Sage"],
        SeveralColoursPercent = 35,
        Facts =
        [
            new("material", "Oak", "Pine", "Birch plywood", "Steel and ash"),
            new("height", "120 cm", "160 cm", "190 cm"),
            new("load per shelf", "15 kg", "25 kg", "30 kg"),
        ],
        Tags = ["storage", "books", "living room", "wall fixing", "modular"],
        Openings =
        [
            "{a noun} in {material} that carries art books as calmly as paperbacks.",
            "At {height} the {series} makes the most of the wall without crowding the room.",
            "An open {noun} for books, plants and the things that make a room yours.",
        ],
        Details =
        [
            "Each shelf carries up to {Load per shelf} and can be set in steps of three centimetres.",
            "The wall fixing is included and adjusts to skirting boards.",
            "Two units join side by side with the connectors supplied.",
        ],
    };

    static ProductLine Lamps => new("lamps", "Lamps", "LMP", Shape.Lamp)
    {
        Nouns = ["Table Lamp", "Bedside Lamp", "Reading Lamp"],
        Price = (29, 229),
        WeightGrams = (900, 3400),
        Colours = ["Cream", "Mustard", "Terracotta", "Sage", "Black", "Sky", "Pink"],
        SeveralColoursPercent = 50,
        Facts =
        [
            new("material", "Ceramic", "Brass", "Oak", "Steel"),
            new("power", "4 W", "6 W", "9 W", "12 W"),
            new("light colour", "Warm white 2700 K", "Neutral white 4000 K", "Adjustable 2200–4000 K"),
            new("dimmable", "Yes", "No"),
        ],
        Tags = ["lighting", "led", "bedroom", "cosy", "reading"],
        Openings =
        [
            "{a noun} with a foot of {material} and a shade that softens the light.",
            "The {series} throws a warm pool of light where you read and leaves the rest of the room at peace.",
            "Simple in form and generous with light, the {series} suits desk and bedside alike.",
        ],
        Details =
        [
            "An LED bulb of {Power} is included and can be replaced without tools.",
            "The fabric-covered cable is two metres long and has a switch within easy reach.",
            "The shade lifts off for dusting, and the weighted foot stands firm.",
        ],
    };

    static ProductLine Cushions => new("cushions", "Cushions", "CSH", Shape.Cushion)
    {
        Nouns = ["Cushion", "Throw Cushion", "Floor Cushion"],
        Price = (15, 79),
        WeightGrams = (350, 1600),
        Colours = ["Mustard", "Teal", "Pink", "Terracotta", "Sage", "Navy", "Cream", "Lavender"],
        SeveralColoursPercent = 70,
        Sizes = new("size", 25, "40 × 40 cm", "50 × 50 cm"),
        Facts =
        [
            new("material", "Cotton", "Linen", "Velvet", "Wool"),
            new("filling", "Feather", "Recycled polyester", "Kapok"),
            new("washable", "30 °C", "40 °C", "Dry clean"),
        ],
        Tags = ["textile", "sofa", "cosy", "soft", "decoration"],
        Openings =
        [
            "A plump {noun} in {material} that brings colour to sofa and bed.",
            "The {series} is woven from {material} with a texture you want to touch.",
            "Piped edges and a dense weave give this {noun} a tailored look.",
        ],
        Details =
        [
            "The filling of {filling} springs back after every nap.",
            "A hidden zip lets you take off the cover for washing.",
            "The dye is tested for harmful substances and does not fade in the sun.",
        ],
    };
}
